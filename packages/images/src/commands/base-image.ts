import { sayMistake } from '@eks-practice/errors/say-mistake';
import { ensureDocker } from '@eks-practice/machine/docker/docker-daemon';
import { recordedBaseImage } from '../choose-base-image.ts';
import { architectureArgument } from './arguments.ts';

const say = (line: string): void => console.log(line);

/** A target of its own, so that the base is found out and made once for all services, before any of their images. */
async function main(): Promise<void> {
  const architecture = architectureArgument(0);
  await ensureDocker(say);
  const { reference } = await recordedBaseImage(architecture, say);
  say(reference);
}

await main().catch(sayMistake);
