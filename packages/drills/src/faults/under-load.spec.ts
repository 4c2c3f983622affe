import { expect, test } from '@jest/globals';
import { ended, load } from '../watching/answers.fixture.ts';
import { judgeBlindRun, judgeDeploys } from './api-server-down.ts';
import { type NameSeen, judgeNames } from './coredns-down.ts';
import { judgeStarvation } from './cpu-starvation.ts';
import { judgeMissing } from './image-missing.ts';
import { type MemorySeen, judgeMemoryLimit } from './memory-limit.ts';
import { type BlindSeen, judgeBlind } from './metrics-server-down.ts';
import { judgeTwoDeploys } from './two-deploys.ts';
import type { DrillOutcome } from '../drill.ts';

// What drills make of what they saw under load: each is right once as it should be, and wrong in each way that it knows.

const quiet = { loads: [load()], starved: undefined };
const refused = [load('1212')];
const stack = 'Error: it broke\n    at work (/somewhere/file.ts:1:2)\n';

const oldPods = { before: { 'user-api-1': 0 }, after: { 'user-api-1': 0 } };
const lostPods = { before: { 'user-api-1': 0 }, after: { 'user-api-2': 0 } };

const killed: MemorySeen = {
  killed: true,
  status: '  ! user-api-2: ended (OOMKilled; its limit is 32Mi)\n Raise memoryLimitMiB',
  oldPods: [],
};
const memory = (result: Partial<MemorySeen> = {}, loads = quiet.loads): DrillOutcome =>
  judgeMemoryLimit({ ...quiet, loads, result: { ...killed, ...result } });

const blindSeen: BlindSeen = {
  ...{ before: { api: 3 }, meanwhile: { api: 3 }, statusAfter: 'api 2/2 5 % of 60 %', back: 20, sees: 15 },
  statusMeanwhile: 'api 2/2 <unknown> of 60 %\n  ! metrics-server has no pods\n    Run `npx eks-practice deploy`',
};
const blind = (result: Partial<BlindSeen> = {}, loads = quiet.loads): DrillOutcome =>
  judgeBlind({ ...quiet, loads, result: { ...blindSeen, ...result } });

const nameless: NameSeen = { back: 2, ...oldPods };
const names = (loads = quiet.loads, result: Partial<NameSeen> = {}): DrillOutcome =>
  judgeNames({ ...quiet, loads, result: { ...nameless, ...result } });

const blindReport = {
  verdict: 'invalid' as const,
  reasons: ['The recorder lost sight of the Kubernetes API for 12 s.'],
};
const blindRun = (report: object = {}, loads = quiet.loads): DrillOutcome =>
  judgeBlindRun({ ...quiet, loads, result: { ...blindReport, ...report } as never });

const silentApi = ended(2, '✖ The Kubernetes API does not answer: no answer.\n  try again');
const deploys = (deploy = silentApi, next = ended(0), loads = quiet.loads): DrillOutcome =>
  judgeDeploys({ ...quiet, loads, result: { deploy, next } });

const waited = ended(
  0,
  'waiting for `deploy` (process 12, since 10:00:00), which works on it\nNothing to do: it is so.',
);
const two = (first = ended(0, 'Stage local is deployed.'), second = waited, loads = quiet.loads): DrillOutcome =>
  judgeTwoDeploys({ ...quiet, loads, result: [first, second] });

const stalled = ended(
  2,
  '  - user-api-2: the image eks-practice.invalid/no-such-image:0 cannot be had\n Deploy again: it helps. The pods that served before still serve.',
);
const missing = (deploy = stalled, other: object = {}, loads = quiet.loads): DrillOutcome =>
  judgeMissing({ ...quiet, loads, result: { deploy, next: ended(0), ...oldPods, ...other } });

test.each<[string, DrillOutcome, string]>([
  ['a killed pod that `status` tells of', memory(), 'OOMKilled; its limit is 32Mi'],
  ['autoscalers that hold, and see again', blind(), 'held api at 3'],
  ['names that nobody missed', names(), 'ready again after 2.0 s'],
  ['a run that says it was blind', blindRun(), 'exit code 3'],
  ['a deploy that says what is wrong', deploys(), 'The Kubernetes API does not answer'],
  ['a deploy that waited', deploys(ended(0)), 'it waited'],
  ['two deploys of which one waits', two(), 'waiting for `deploy` (process 12'],
  ['a deploy that names the image', missing(), 'no-such-image:0 cannot be had'],
  ['busy nodes that nobody noticed', judgeStarvation({ loads: quiet.loads, result: 1 }), 'p95 was 30 ms on new ones'],
])('%s', (_, { verdict, did }, says) => {
  expect(did).toContain(says);
  expect(verdict).toBe('pass');
});

test.each<[string, DrillOutcome, string]>([
  ['no pod was killed', memory({ killed: false }), 'nothing was shown'],
  ['`status` does not say why a pod was killed', memory({ status: 'all is well' }), 'does not say "OOMKilled"'],
  ['a pod that served was taken away', memory({ oldPods: ['user-api-1 went unready or away.'] }), 'went unready'],
  ['requests failed beside it', memory({}, refused), 'refused'],
  ['an autoscaler let pods go', blind({ meanwhile: { api: 2 } }), 'from 3 pods to 2'],
  ['`status` does not say what is missing', blind({ statusMeanwhile: 'api 2/2' }), 'does not say "<unknown>"'],
  ['`status` printed a stack', blind({ statusMeanwhile: blindSeen.statusMeanwhile + stack }), 'printed a stack'],
  ['the autoscalers stay blind', blind({ statusAfter: '<unknown>' }), 'do not see again'],
  ['metrics-server stays away', blind({ back: undefined }), 'did not come back'],
  ['requests failed for want of a name', names([load('1503', '1504')]), '1 x status 503'],
  ['CoreDNS stays away', names(quiet.loads, { back: undefined }), 'did not come back'],
  ['a pod was restarted for want of a name', names(quiet.loads, lostPods), 'went unready or away'],
  ['a blind run passed', blindRun({ verdict: 'pass' }), 'must be invalid'],
  ['a blind run does not say so', blindRun({ reasons: ['k6 was killed.'] }), 'does not say why'],
  ['a deploy broke with a stack', deploys(ended(70, stack)), 'must end with 2'],
  ['a deploy does not say what is wrong', deploys(ended(2, '✖ It failed.')), 'does not say "The Kubernetes API'],
  ['the next deploy does not go on', deploys(silentApi, ended(2)), 'must go on'],
  ['both deploys worked at once', two(undefined, ended(0, 'Nothing to do')), 'must say for whom'],
  [
    'the second deploy did it all again',
    two(undefined, ended(0, waited.output.replace('Nothing', 'x'))),
    'nothing left to do',
  ],
  ['a deploy failed for the other', two(ended(2)), 'Both must end'],
  ['a deploy waits in vain for an image', missing(ended(0)), 'must end with 2'],
  [
    'a deploy does not name the image',
    missing(ended(2, 'Deploy again. The pods that served before still serve')),
    'no-such-image',
  ],
  ['the pods of before are gone', missing(stalled, lostPods), 'went unready or away'],
  ['the image stays away', missing(stalled, { next: ended(2) }), 'must bring the image back'],
])('it is a failure that %s', (_, { verdict, did }, says) => {
  expect(did).toContain(says);
  expect(verdict).toBe('fail');
});

test('a machine that runs no busy pod says nothing', () => {
  expect(judgeStarvation({ loads: quiet.loads, result: 0 }).verdict).toBe('invalid');
});
