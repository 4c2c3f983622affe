import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import { baseImage } from '../base-image.ts';

// A target of its own, so that two service images built side by side find it made.
const say = (line: string): void => console.log(line);
await ensureDocker(say);
const { reference } = await baseImage(say);
say(reference);
