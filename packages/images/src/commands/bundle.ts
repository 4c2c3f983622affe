import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { bundlePath, bundled } from '../bundle.ts';
import { serviceArgument } from './arguments.ts';

async function main(): Promise<void> {
  const service = serviceArgument();
  const file = bundlePath(service);
  const bundle = await bundled(service);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bundle);
}

await main().catch(sayMistake);
