import { UpstreamModule } from '@eks-practice/service-kit/upstream/upstream.module';
import { Module } from '@nestjs/common';
import { ApiConfig } from '../config.ts';
import { UserApi } from './user-api.ts';
import { UsersController } from './users.controller.ts';

@Module({
  imports: [
    UpstreamModule.for(ApiConfig, (config) => ({
      name: 'user-api',
      origin: config.USER_API_HOST,
      deadlineMs: config.UPSTREAM_DEADLINE_MS,
    })),
  ],
  controllers: [UsersController],
  providers: [UserApi],
})
export class UsersModule {}
