import { serviceConfig } from '@eks-practice/service-kit/config/service-config';
import { service } from './service.generated.ts';

export class UserApiConfig extends serviceConfig(service) {}
