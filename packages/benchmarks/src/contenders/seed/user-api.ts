import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { listenAddress } from '../listen-address.ts';
import { randomUsers } from '../random-users.ts';

@Controller()
class UsersController {
  @Get()
  list() {
    return randomUsers();
  }
}

@Module({ controllers: [UsersController] })
class AppModule {}

const application = await NestFactory.create(AppModule, { logger: ['warn', 'error'] });
await application.listen(listenAddress.port, listenAddress.host);
