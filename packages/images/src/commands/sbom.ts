import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { type BaseImage, baseImageRecordPath } from '../base-image.ts';
import { billPath, serviceBill } from '../sbom/service-bill.ts';
import { serviceArgument } from './arguments.ts';

async function main(): Promise<void> {
  const service = serviceArgument();
  const base = JSON.parse(await readFile(baseImageRecordPath(), 'utf8')) as BaseImage;
  const bill = await serviceBill(service, base);
  const file = billPath(service);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bill);
  console.log(file);
}

await main().catch(sayMistake);
