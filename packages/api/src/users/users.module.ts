import { Module } from '@nestjs/common';
import { UserApi } from './user-api.ts';
import { UsersController } from './users.controller.ts';

@Module({ controllers: [UsersController], providers: [UserApi] })
export class UsersModule {}
