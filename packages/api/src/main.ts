import { serve } from '@eks-practice/service-kit/serve';
import { AppModule } from './app.module.ts';
import { ApiConfig } from './config.ts';

await serve(AppModule, ApiConfig);
