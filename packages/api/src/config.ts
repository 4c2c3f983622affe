import { serviceConfig } from '@eks-practice/service-kit/config/service-config';
import { httpOrigin, wholeNumber } from '@eks-practice/service-kit/config/settings';
import { inFlightLimitSeconds } from '@eks-practice/service-kit/lifecycle/drain';

export class ApiConfig extends serviceConfig(
  { service: 'api', port: 3000 },
  {
    /** Where user-api is: `host`, `host:port` or an http URL. */
    USER_API_HOST: httpOrigin.default('http://localhost:4000'),
    /**
     * How long a call of user-api may take, its retry included, in milliseconds. No longer than a pod that is told to go
     * waits for its last answers.
     */
    UPSTREAM_DEADLINE_MS: wholeNumber({ min: 1, max: inFlightLimitSeconds * 1000 }).default(2000),
  },
) {}
