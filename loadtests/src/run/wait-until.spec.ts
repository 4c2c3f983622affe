import { expect, test } from '@jest/globals';
import { waitUntil } from './wait-until.ts';

test('it asks until there is an answer', async () => {
  let asked = 0;
  const answer = await waitUntil(() => (++asked === 3 ? 'yes' : undefined), { seconds: 60, everyMs: 1 });
  expect({ answer, asked }).toEqual({ answer: 'yes', asked: 3 });
});

test('without an answer in time there is none, but it has asked', async () => {
  let asked = 0;
  expect(await waitUntil(() => void asked++, { seconds: 0 })).toBeUndefined();
  expect(asked).toBe(1);
});

test('an abort ends the wait with its reason', async () => {
  const controller = new AbortController();
  const wait = waitUntil(() => undefined, { seconds: 3600, everyMs: 3_600_000, signal: controller.signal });
  controller.abort(new Error('Ctrl-C'));
  await expect(wait).rejects.toThrow('Ctrl-C');
});
