import { serviceConfig } from '@eks-practice/service-kit/config/service-config';
import { service } from './service.generated.ts';

export class ApiConfig extends serviceConfig(service) {}
