import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { requireDistinctNames } from './stages-file.ts';

test('the stages.ts of this repository names everything once', async () => {
  await expect(requireDistinctNames()).resolves.toBeUndefined();
});

test('one that names a stage twice is refused, with the line', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'stages-file-'));
  try {
    const file = path.join(directory, 'stages.ts');
    await writeFile(file, 'defineStages({ stages: {\n  dev: {},\n  dev: {},\n} });\n');
    await expect(requireDistinctNames(file)).rejects.toThrow('"dev" stands twice in one object');
  } finally {
    await rm(directory, { recursive: true });
  }
});
