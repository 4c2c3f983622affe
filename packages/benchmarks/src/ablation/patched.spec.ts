import { readFile } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { expect, test } from '@jest/globals';
import { features } from './features.ts';
import { patchedText } from './patched.ts';

const patches = features.flatMap(({ name, patches: of }) => of.map((patch) => [name, patch] as const));

test.each(patches)('what takes %s out still finds what it replaces', async (_, patch) => {
  const text = await readFile(fromRoot('packages', patch.file), 'utf8');
  expect(patchedText(text, [patch])).toBe(`${text}\n${patch.code}`);
});

test('a name that a module no longer has is told, since the patch would change nothing', () => {
  const patch = { file: 'a.ts', names: ['kept', 'gone'], code: 'gone = 1;' };
  expect(() => patchedText('let kept = 2;', [patch])).toThrow('a.ts has no gone');
});
