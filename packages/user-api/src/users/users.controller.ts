import { userApiRoutes } from '@eks-practice/contracts/routes';
import { type Users, type UsersQuery, usersQuery } from '@eks-practice/contracts/users';
import { Controller, Get, Query } from '@nestjs/common';
import { RandomUsers } from './random-users.ts';

@Controller()
export class UsersController {
  constructor(private readonly users: RandomUsers) {}

  @Get(userApiRoutes.users)
  list(@Query({ schema: usersQuery }) query: UsersQuery): Users {
    return this.users.draw(query);
  }
}
