import { readFile } from 'node:fs/promises';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { type BaseImage, baseImageRecordPath } from '../base-image.ts';
import { bundlePath } from '../bundle.ts';
import { recordedServiceImage } from '../service-image.ts';
import { architectureArgument, serviceArgument } from './arguments.ts';

async function main(): Promise<void> {
  const service = serviceArgument();
  const architecture = architectureArgument(1);
  const base = JSON.parse(await readFile(baseImageRecordPath(architecture), 'utf8')) as BaseImage;
  const bundle = await readFile(bundlePath(service));
  console.log(await recordedServiceImage(service, { bundle, base, architecture }));
}

await main().catch(sayMistake);
