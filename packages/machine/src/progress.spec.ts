import { expect, test } from '@jest/globals';
import { withoutRepeats } from './progress.ts';

test('the same news is told once, and again after other news', () => {
  const told: string[] = [];
  const tell = withoutRepeats((news) => told.push(news));
  for (const news of ['waiting for api', 'waiting for api', 'loading', 'waiting for api']) tell(news);
  expect(told).toEqual(['waiting for api', 'loading', 'waiting for api']);
});
