import { bundle } from '../bundle.ts';
import { serviceArgument } from './service-argument.ts';

await bundle(serviceArgument());
