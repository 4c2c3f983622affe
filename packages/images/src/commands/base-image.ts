import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { hostArchitecture } from '@eks-practice/machine/architecture';
import { ensureDocker } from '@eks-practice/machine/docker-daemon';
import { baseImage, baseImageRecordPath } from '../base-image.ts';
import { architectureArgument } from './arguments.ts';

const say = (line: string): void => console.log(line);

/** A target of its own, so that the base is found out and made once for all services, before any of their images. */
async function main(): Promise<void> {
  const architecture = architectureArgument(0);
  await ensureDocker(say);
  const base = await baseImage(architecture ?? hostArchitecture(), say);
  const record = baseImageRecordPath(architecture);
  await mkdir(path.dirname(record), { recursive: true });
  await writeFile(record, `${JSON.stringify(base)}\n`);
  say(base.reference);
}

await main().catch(sayMistake);
