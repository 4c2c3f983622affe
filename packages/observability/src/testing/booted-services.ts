import type { AddressInfo } from 'node:net';
import { AppModule as Api } from '@eks-practice/api/app.module';
import { ApiConfig } from '@eks-practice/api/config';
import { createAdminApplication } from '@eks-practice/service-kit/admin/admin-application';
import { createApplication } from '@eks-practice/service-kit/application';
import type { ServiceConfig } from '@eks-practice/service-kit/config/service-config';
import { startTracing } from '@eks-practice/service-kit/tracing/start-tracing';
import { AppModule as UserApi } from '@eks-practice/user-api/app.module';
import { UserApiConfig } from '@eks-practice/user-api/config';

/** Both services, api calling user-api, on free ports of 127.0.0.1. */
export interface BootedServices {
  /** Asks api for users. */
  ask(): Promise<Response>;
  /** What `/metrics` of both answers, one after the other. */
  metrics(): Promise<string>;
  /** Ends both; their last spans are exported then. */
  end(): Promise<void>;
}

/** @param environment of both */
export async function bootServices(environment: Record<string, string> = {}): Promise<BootedServices> {
  const common = { LOG_LEVEL: 'silent', ...environment };
  const userApi = await boot(UserApi, new UserApiConfig(common));
  const api = await boot(Api, new ApiConfig({ ...common, USER_API_HOST: userApi.host, UPSTREAM_DEADLINE_MS: '10000' }));
  return {
    ask: () => fetch(`http://${api.host}/users?count=1`),
    metrics: async () => `${await api.metrics()}${await userApi.metrics()}`,
    end: async () => {
      await api.end();
      await userApi.end();
    },
  };
}

async function boot(feature: typeof Api | typeof UserApi, config: ServiceConfig) {
  const tracing = await startTracing(config);
  const application = await createApplication(feature, config, tracing);
  const admin = await createAdminApplication(application);
  await application.listen(0, '127.0.0.1');
  return {
    host: `127.0.0.1:${(application.getHttpServer().address() as AddressInfo).port}`,
    metrics: async () => (await admin.inject('/metrics')).body,
    end: async () => {
      await application.close();
      await tracing?.stop();
      await admin.close();
    },
  };
}
