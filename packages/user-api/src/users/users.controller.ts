import { userApiRoutes } from '@eks-practice/contracts/routes';
import { type Users, type UsersQuery, users, usersQuery } from '@eks-practice/contracts/users';
import { Answer } from '@eks-practice/service-kit/openapi/answer';
import { Controller, Get, Query } from '@nestjs/common';
import { RandomUsers } from './random-users.ts';

@Controller()
export class UsersController {
  constructor(private readonly randomUsers: RandomUsers) {}

  @Get(userApiRoutes.users)
  @Answer(users)
  list(@Query({ schema: usersQuery }) query: UsersQuery): Users {
    return this.randomUsers.draw(query);
  }
}
