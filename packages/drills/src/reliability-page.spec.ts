import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { drills } from './drills.ts';
import { recordedResults } from './record-run.ts';
import { type Recorded, renderedPage } from './reliability-page.ts';

const page =
  '# Page\n<!-- generated: drills -->old<!-- end: drills -->\n<!-- generated: measured --><!-- end: measured -->\nend\n';
const drill = { name: 'fall', summary: 'It falls.', should: 'Nothing | breaks.', seconds: 1 };
const machine = { cores: 2, memoryMiB: 8192, os: 'linux', architecture: 'arm64' };
const result: Recorded = { on: '2026-11-23', machine, verdict: 'fail', did: 'It broke.', control: null };

test('the page lists each drill, and what came out of those that were recorded', () => {
  const generated = renderedPage(page, [drill, { ...drill, name: 'rise' }], { fall: result });
  expect(generated).toContain('| `fall` | It falls. | Nothing \\| breaks. | – |');
  expect(generated).toContain('| `fall` | ✗ It broke. | – | 2026-11-23, 2 cores, 8 GiB, linux arm64 |');
  expect(generated).toContain('Not recorded yet: `rise`.');
  expect(generated).not.toContain('old');
  expect(generated).toMatch(/^# Page\n[^]*\nend\n$/);
});

test('docs/reliability.md is what the drills and their recorded results make it', async () => {
  const text = await readFile(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');
  // To mend it: npx eks-practice drill --list --record
  expect(text).toBe(renderedPage(text, drills, await recordedResults()));
});

test('what was recorded is of drills that there still are', async () => {
  const names = drills.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(await recordedResults())));
});
