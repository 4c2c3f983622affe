import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import { buildServiceImage } from '../service-image.ts';
import { serviceArgument } from './service-argument.ts';

const say = (line: string): void => console.log(line);
await ensureDocker(say);
const { reference } = await buildServiceImage(serviceArgument(), say);
say(reference);
