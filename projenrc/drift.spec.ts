import { cp, glob, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '@eks-practice/machine/run';

const root = path.resolve(import.meta.dirname, '..');
const sources = ['.projenrc.ts', 'projenrc', 'package.json', 'package-lock.json'];

/** Synthesizes in a copy, because other work reads the files of the tree meanwhile. */
async function synthesizedCopy(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'synthesis-'));
  for (const source of sources) await cp(path.join(root, source), path.join(copy, source), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  await run(process.execPath, ['.projenrc.ts'], { cwd: copy, env: { PROJEN_DISABLE_POST: 'true', NODE_OPTIONS: '' } });
  return copy;
}

test('what is committed is what .projenrc.ts generates', async () => {
  const copy = await synthesizedCopy();
  try {
    // What projen keeps as its own, and the manifests, which it leaves writable. Not the samples: they are the user's.
    const { files } = JSON.parse(await readFile(path.join(copy, '.projen/files.json'), 'utf8')) as { files: string[] };
    const manifests = await Array.fromAsync(glob('{packages/*/,infra/,loadtests/,}package.json', { cwd: copy }));
    const generated = [...files, ...manifests];
    expect(generated).toEqual(expect.arrayContaining(['nx.json', 'package.json', 'packages/api/package.json']));
    const drifted: string[] = [];
    for (const file of generated) {
      const [here, there] = await Promise.all(
        [root, copy].map((base) => readFile(path.join(base, file), 'utf8').catch(() => 'missing')),
      );
      if (here !== there) drifted.push(file);
    }
    expect(drifted).toEqual([]);
  } finally {
    await rm(copy, { recursive: true });
  }
}, 60_000);

test('.projenrc.ts stays a table of contents', async () => {
  const text = (await readFile(path.join(root, '.projenrc.ts'), 'utf8')).trimEnd();
  // A user may state as many services as he likes.
  const lines = text.split('\n').filter((line) => !line.includes('new NestService('));
  expect(lines.length).toBeLessThan(80);
});
