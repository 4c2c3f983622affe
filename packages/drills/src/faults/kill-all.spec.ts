import { expect, test } from '@jest/globals';
import { answer, answers } from '../watching/answers.fixture.ts';
import { type KillSeen, judgeKill } from './kill-all.ts';

const well: KillSeen = {
  ...{ pods: 2, killedAt: 0, recovered: 4, callerChanges: [] },
  during: [...answers(10, 503, { at: 500 }), answer(504, { at: 2_500, ms: 2_010 }), ...answers(20, 200, { at: 5_000 })],
  after: answers(100, 200),
};

test('errors in time, and none afterwards, are as it should be, and told with their figures', () => {
  const { verdict, did } = judgeKill(well);
  expect(verdict).toBe('pass');
  expect(did).toContain('from 0 s 10 × 503; from 2 s 1 × 504; from 5 s 20 × 200');
  expect(did).toContain('the last error came after 4.5 s');
});

test.each<[string, Partial<KillSeen>, string]>([
  ['a request that hung', { during: [answer(0, { ms: 10_000, detail: 'TimeoutError' })] }, 'must have an answer'],
  ['a status that hides what happened', { during: answers(3, 500) }, '502 or 503 or 504'],
  ['nothing that failed', { during: answers(3, 200) }, 'nothing was shown'],
  ['pods that stay away', { recovered: undefined }, 'did not come back'],
  ['a failure once all is well', { after: [answer(503)] }, 'did not recover'],
  ['a caller that went down with it', { callerChanges: ['api-1 was restarted.'] }, 'api-1 was restarted'],
])('%s is a failure', (_, other, says) => {
  const { verdict, did } = judgeKill({ ...well, ...other });
  expect(verdict).toBe('fail');
  expect(did).toContain(says);
});
