import { readFile, writeFile } from 'node:fs/promises';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { type BaseImage, baseImageRecordPath } from '../base-image.ts';
import { type ImageRecord, buildServiceImage, imageRecordPath } from '../service-image.ts';
import { architectureArgument, serviceArgument } from './arguments.ts';

async function main(): Promise<void> {
  const service = serviceArgument();
  const architecture = architectureArgument(1);
  const base = JSON.parse(await readFile(baseImageRecordPath(architecture), 'utf8')) as BaseImage;
  const record: ImageRecord = { architecture: base.architecture, reference: await buildServiceImage(service, base) };
  await writeFile(imageRecordPath(service, architecture), `${JSON.stringify(record)}\n`);
  console.log(record.reference);
}

await main().catch(sayMistake);
