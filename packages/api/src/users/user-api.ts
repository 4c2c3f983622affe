import { userApiRoutes } from '@eks-practice/contracts/routes';
import { type Users, type UsersQuery, users } from '@eks-practice/contracts/users';
import type { CallContext } from '@eks-practice/service-kit/http/call-context';
import { Upstream } from '@eks-practice/service-kit/upstream/upstream';
import { UpstreamClient } from '@eks-practice/service-kit/upstream/upstream-client';
import { Injectable } from '@nestjs/common';
import { service } from '../service.generated.ts';

/** user-api, as its contract says. */
@Injectable()
export class UserApi {
  constructor(@Upstream(service, 'user-api') private readonly upstream: UpstreamClient) {}

  list(query: UsersQuery, context: CallContext): Promise<Users> {
    return this.upstream.get({ path: userApiRoutes.users, query: { ...query }, answer: users, context });
  }
}
