import { expect, test } from '@jest/globals';
import { answer, answers } from '../watching/answers.fixture.ts';
import { type MisbehaviourCase, type MisbehaviourSeen, judgeMisbehaviour, misbehavingDrills } from './misbehaving.ts';

const slow: MisbehaviourCase = { misbehaviour: 'slow', does: 'is slow', statuses: [504], waits: true };
const broken: MisbehaviourCase = { misbehaviour: '500', does: 'is broken', statuses: [502], waits: false };

const well: MisbehaviourSeen = {
  ...{ after: answers(100, 200), callerChanges: [], memory: { before: 70, after: 75, limit: 256 } },
  during: answers(100, 502),
};
const wellSlow = { ...well, during: answers(100, 504, { ms: 2_005 }) };

test.each([
  [broken, well],
  [slow, wellSlow],
])('the error that it should be, at the time that it should be, and none afterwards', (it, seen) => {
  expect(judgeMisbehaviour(it, seen)).toMatchObject({
    verdict: 'pass',
    did: expect.stringContaining('75 MiB after, of 256'),
  });
});

test.each<[string, MisbehaviourCase, MisbehaviourSeen, string]>([
  ['another error', broken, { ...well, during: answers(9, 500) }, '502'],
  ['an answer that went through', broken, { ...well, during: [answer(200), answer(502)] }, 'Not every answer'],
  ['no answer at all', broken, { ...well, during: [] }, 'Not every answer'],
  ['an error long after the deadline', slow, { ...well, during: answers(9, 504, { ms: 8_000 }) }, 'within'],
  ['an error that did not wait', slow, { ...well, during: answers(9, 504, { ms: 30 }) }, '9 answers did not wait'],
  ['a caller that stays broken', broken, { ...well, after: answers(9, 502) }, 'did not recover'],
  ['memory that runs out', broken, { ...well, memory: { before: 70, after: 250, limit: 256 } }, 'used up'],
  ['a caller that is restarted', broken, { ...well, callerChanges: ['api-1 was restarted.'] }, 'restarted'],
])('%s is a failure', (_, it, seen, says) => {
  const { verdict, did } = judgeMisbehaviour(it, seen);
  expect(verdict).toBe('fail');
  expect(did).toContain(says);
});

test('each has a name of its own', () => {
  expect(misbehavingDrills.map(({ name }) => name)).toEqual([
    'user-api-slow',
    'user-api-500',
    'user-api-bad-json',
    'user-api-resets',
  ]);
});
