import { serve } from '@eks-practice/service-kit/serve';
import { AppModule } from './app.module.ts';
import { UserApiConfig } from './config.ts';

await serve(AppModule, UserApiConfig);
