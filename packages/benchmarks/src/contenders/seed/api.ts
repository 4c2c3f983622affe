import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { listenAddress, userApiUrl } from '../listen-address.ts';

@Controller('users')
class UsersController {
  @Get()
  async list(): Promise<unknown> {
    const answer = await fetch(userApiUrl);
    return answer.json();
  }
}

@Module({ controllers: [UsersController] })
class AppModule {}

const application = await NestFactory.create(AppModule, { logger: ['warn', 'error'] });
await application.listen(listenAddress.port, listenAddress.host);
