import { expect, test } from '@jest/globals';
import type { DrillOutcome } from '../drill.ts';
import { answer, answers, ended } from '../watching/answers.fixture.ts';
import { type CtrlCSeen, judgeCtrlC } from './ctrl-c.ts';
import { childrenNamed, judgeKilled } from './k6-killed.ts';
import { type ClockSeen, judgeClock } from './late-clock.ts';
import { type RestartSeen, judgeRestarts, outageSeconds } from './node-restart.ts';
import { shiftedTimes } from '../breaking/shifted-api.ts';

// What drills make of what they found afterwards.

const restart: RestartSeen = {
  ...{ node: 'node-1', recovered: 1, after: answers(50, 200) },
  answers: [answer(0, { at: 1_000, ms: 500 }), answer(503, { at: 20_000, ms: 10 }), answer(200, { at: 30_000 })],
};
const clockSeen: ClockSeen = {
  ...{ foundAheadMs: 60_400, from: 100_000, to: 110_000 },
  recording: { cpu: [{ at: 95_000 }], pods: [{ createdAt: 90_000, readyAt: 100_000 }] } as never,
  newPod: { createdAt: 102_000, readyAt: 105_000 } as never,
};
const clock = (other: Partial<ClockSeen> = {}): DrillOutcome => judgeClock({ ...clockSeen, ...other });

const cut = ended(
  130,
  '✖ Interrupted at the step "Cluster". It may be.\n  To go on from there: npx eks-practice deploy',
);
const ctrlCSeen: CtrlCSeen = {
  ...{ last: ended(0), left: [], answers: answers(30, 200) },
  interruptions: [{ verb: 'deploy', step: 'Cluster', result: cut }],
};
const ctrlC = (other: Partial<CtrlCSeen> = {}): DrillOutcome => judgeCtrlC({ ...ctrlCSeen, ...other });
const interrupted = (result: typeof cut): Partial<CtrlCSeen> => ({
  interruptions: [...ctrlCSeen.interruptions, { verb: 'deploy', step: 'Cluster', result }],
});

test.each<[string, DrillOutcome, string]>([
  ['a stage that comes back by itself', judgeRestarts([restart]), 'requests failed over 19.0 s'],
  ['a clock that is found to be ahead', clock(), '60.4 s ahead; of 1 CPU samples and 1 pods 0 times'],
  ['a verb that says what an interruption leaves', ctrlC(), '1 of 1 were interrupted (Cluster)'],
  ['a verb that had just ended', ctrlC(interrupted(ended(0))), '1 of 2 were interrupted'],
  ['a run that says it was killed', judgeKilled({ verdict: 'invalid', reasons: ['k6 was killed.'] }), 'exit code 3'],
])('%s', (_, { verdict, did }, says) => {
  expect(did).toContain(says);
  expect(verdict).toBe('pass');
});

test.each<[string, DrillOutcome, string]>([
  ['a stage stays away', judgeRestarts([restart, { ...restart, recovered: undefined }]), 'did not come back'],
  ['requests fail once it is back', judgeRestarts([{ ...restart, after: [answer(503)] }]), 'still fail'],
  ['a clock is taken for right', clock({ foundAheadMs: 0 }), 'It is 60 s ahead'],
  [
    'a sample is in the future',
    clock({ recording: { cpu: [{ at: 155_000 }], pods: [] } as never }),
    '1 times were in the future',
  ],
  [
    'a pod is in the future',
    clock({ recording: { cpu: [{ at: 95_000 }], pods: [{ createdAt: 160_000, readyAt: null }] } as never }),
    '2 times',
  ],
  ['a sample is too old', clock({ recording: { cpu: [{ at: 5_000 }], pods: [] } as never }), 'older than they can be'],
  ['nothing was measured', clock({ recording: { cpu: [], pods: [] } }), 'nothing was shown'],
  [
    'a new pod was ready before it was made',
    clock({ newPod: { createdAt: 105_000, readyAt: 102_000 } as never }),
    'not in order',
  ],
  ['a verb was killed', ctrlC(interrupted(ended(-1))), 'ended with -1'],
  [
    'a verb does not say where it was',
    ctrlC(interrupted(ended(130, 'To go on from there: npx eks-practice deploy'))),
    'at which step',
  ],
  ['a verb does not say how to go on', ctrlC(interrupted(ended(130, 'Interrupted at the step "x"'))), 'how to go on'],
  ['nothing was interrupted', ctrlC({ interruptions: [] }), 'nothing was shown'],
  ['the next one fails', ctrlC({ last: ended(2) }), 'must go on'],
  ['a removal leaves something', ctrlC({ left: ['a volume'] }), 'left a volume'],
  ['the stage is not whole', ctrlC({ answers: [answer(503)] }), 'not whole'],
  ['half a load passes', judgeKilled({ verdict: 'pass', reasons: [] }), 'must be invalid'],
  [
    'half a load does not say so',
    judgeKilled({ verdict: 'invalid', reasons: ['k6 left no summary.'] }),
    'does not say',
  ],
])('it is a failure that %s', (_, { verdict, did }, says) => {
  expect(did).toContain(says);
  expect(verdict).toBe('fail');
});

test('an outage lasts from the first request that failed until the last one has', () => {
  expect(outageSeconds(restart.answers)).toBe(19.01);
  expect(outageSeconds(answers(3, 200))).toBe(0);
});

test('only the generator that this process has started is killed, also under a name that was cut', () => {
  const table = [
    '  10   1 k6-0123456789ab',
    '  11   7 k6-0123456789ab',
    '  12   7 node',
    '  13   7 /cache/go/k6-0123456789abcdef',
  ];
  expect(childrenNamed('k6-0123456789abcdef', 7, table.join('\n'))).toEqual([11, 13]);
});

test('every time in an answer is moved, over midnight as well, and nothing else', () => {
  const text = '{"a":"2026-11-23T23:59:30Z","b":"2026-11-23T00:00:00.123456Z","c":"2026-11-23"}';
  expect(shiftedTimes(text, 60_000)).toBe(
    '{"a":"2026-11-24T00:00:30Z","b":"2026-11-23T00:01:00.123456Z","c":"2026-11-23"}',
  );
});
