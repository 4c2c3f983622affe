import { Module } from '@nestjs/common';
import { RandomUsers } from './random-users.ts';
import { UsersController } from './users.controller.ts';

@Module({ controllers: [UsersController], providers: [RandomUsers] })
export class UsersModule {}
