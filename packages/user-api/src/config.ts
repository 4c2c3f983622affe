import { serviceConfig } from '@eks-practice/service-kit/config/service-config';

export class UserApiConfig extends serviceConfig({ service: 'user-api', port: 4000 }, {}) {}
