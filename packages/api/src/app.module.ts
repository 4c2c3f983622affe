import { UpstreamModule } from '@eks-practice/service-kit/upstream/upstream.module';
import { Module } from '@nestjs/common';
import { service } from './service.generated.ts';
import { UsersModule } from './users/users.module.ts';

@Module({ imports: [UpstreamModule.of(service), UsersModule] })
export class AppModule {}
