import { apiRoutes } from '@eks-practice/contracts/routes';
import { type Users, type UsersQuery, users, usersQuery } from '@eks-practice/contracts/users';
import { type CallContext, CallContextOf } from '@eks-practice/service-kit/http/call-context';
import { Answer } from '@eks-practice/service-kit/openapi/answer';
import { Controller, Get, Query } from '@nestjs/common';
import { UserApi } from './user-api.ts';

@Controller()
export class UsersController {
  constructor(private readonly userApi: UserApi) {}

  @Get(apiRoutes.users)
  @Answer(users)
  list(@Query({ schema: usersQuery }) query: UsersQuery, @CallContextOf() context: CallContext): Promise<Users> {
    return this.userApi.list(query, context);
  }
}
