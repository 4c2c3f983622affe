import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { format } from 'prettier';
import { sampleJourney } from '../journeys.ts';
import { serviceSample } from './service-sample.ts';

const root = path.resolve(import.meta.dirname, '../..');
const style = JSON.parse(await readFile(path.join(root, '.prettierrc.json'), 'utf8')) as object;
const [long, longToo] = ['names', 'other'].map((end) => `${'long-'.repeat(7)}${end}`) as [string, string];

test.each([
  ['orders-api', ['user-api']],
  ['stock', []],
  ['app', ['a']],
  [long, [longToo, 'import', 'a-b']],
])('the sample of %s is formatted as the linter wants it', async (name, calls) => {
  const sample = serviceSample({ name, path: '/', calls: calls.map((callee) => ({ name: callee })) }, '@eks-practice');
  const formatted = Object.entries(sample).map(
    async ([file, text]) => [file, await format(text, { ...style, parser: 'typescript' })] as const,
  );
  expect(sample).toEqual(Object.fromEntries(await Promise.all(formatted)));
});

test('so is the sample of a journey', async () => {
  const sample = sampleJourney({ name: long, path: '/orders' });
  expect(await format(sample, { ...style, parser: 'typescript' })).toBe(sample);
});
