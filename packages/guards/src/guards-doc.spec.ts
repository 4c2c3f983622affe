import { glob, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { capacityRefusals } from './capacity-guard.ts';
import { eksStage } from './stage.fixture.ts';

const doc = await readFile(new URL('../../../docs/guards.md', import.meta.url), 'utf8');

test('the documentation lists the guards that there are, each once', async () => {
  const sources = await Array.fromAsync(glob('*.ts', { cwd: import.meta.dirname }));
  const texts = await Promise.all(
    sources
      .filter((file) => !file.endsWith('.spec.ts'))
      .map((file) => readFile(new URL(file, import.meta.url), 'utf8')),
  );
  const inCode = new Set(texts.flatMap((text) => [...text.matchAll(/guard: '([a-z-]+)'/g)].map(([, name]) => name)));
  const inDoc = [...doc.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(inDoc.toSorted()).toEqual([...inCode].toSorted());
});

test('its example is what the guards say', () => {
  const stage = { ...eksStage({}, {}, { instanceType: 't4g.micro' }), name: 'dev' };
  const refusals = capacityRefusals([{ ...stage, cluster: { ...stage.cluster, name: 'dev' } }]);
  expect(refusals).toHaveLength(2);
  for (const { message, remedy } of refusals) expect(doc).toContain(`${message}\n    ${remedy}`);
});
