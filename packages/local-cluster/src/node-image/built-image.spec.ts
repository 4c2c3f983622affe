import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { kubernetesPatch } from '@eks-practice/stages/kubernetes-version';
import { builtImageReference } from './built-image.ts';
import { kubernetesDirectory, versionFlags } from './go-programs.ts';

function read(file: string): Promise<string> {
  return readFile(path.join(kubernetesDirectory, file), 'utf8');
}

test('what is compiled is the release that the whole project names', async () => {
  expect(await read('go.mod')).toContain(`k8s.io/kubernetes v${kubernetesPatch}\n`);
  expect(versionFlags).toContain(`gitVersion=v${kubernetesPatch}`);
});

test('the tag is the hash of the inputs', async () => {
  const reference = await builtImageReference();
  expect(reference).toMatch(/^eks-practice\/kubernetes:[0-9a-f]{16}$/);
  expect(await builtImageReference()).toBe(reference);
});

test('the entrypoint fills in every value that a file of the node leaves open', async () => {
  const entrypoint = await read('node/entrypoint');
  const filled = new Set([...entrypoint.matchAll(/s\|(@[A-Z_]+@)\|/g)].map(([, value]) => value));
  const files = await Array.fromAsync(glob('node/*.{yaml,toml,conflist}', { cwd: kubernetesDirectory }));
  const open = (await Promise.all(files.map(read))).flatMap((text) => text.match(/@[A-Z_]+@/g) ?? []);
  expect(open.length).toBeGreaterThan(0);
  expect(new Set(open)).toEqual(filled);
});
