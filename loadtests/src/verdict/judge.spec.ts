import { expect, test } from '@jest/globals';
import type { RequestRecord } from '../k6-run/request-log.ts';
import { stepAt } from '../run/simulated-evidence.fixture.ts';
import {
  type Change,
  judged,
  missThreshold,
  failRequest,
  drop,
  holdAllUsers,
  saturate,
  slow,
  neverScale,
  decideAt,
  gap,
} from './judged.fixture.ts';

test('a workload that the load does not reach is told of, and fails nothing', () => {
  const { verdict, reasons, workloads } = judged(({ evidence }) => {
    const { stage } = evidence.target;
    const services = { ...stage.services, reports: stage.services.api as (typeof stage.services)[string] };
    Object.assign(evidence, { target: { ...evidence.target, stage: { ...stage, services } } });
  });
  expect(verdict).toBe('pass');
  expect(reasons.at(-1)).toBe('reports got none of the load.');
  expect(workloads.map(({ name }) => name)).toEqual(['api', 'user-api', 'reports']);
});

test('a run as it should be passes, and says what it saw', () => {
  const { verdict, reasons, workloads } = judged(() => undefined);
  expect(verdict).toBe('pass');
  expect(reasons).toHaveLength(3);
  expect(reasons[1]).toMatch(
    /^api scaled from 2 to 5 pods, decided 31 s after the load step \(expected about \d+ s, bound 65 s; first new pod/,
  );
  // What it is asked is no step, and so has no bound.
  expect(reasons[2]).toMatch(
    /^user-api scaled from 2 to \d pods, decided \d+ s after the load step \(first new pod ready/,
  );
  expect(workloads[0]).toMatchObject({
    ...{ name: 'api', minReplicas: 2, maxReplicas: 5, replicasSeen: { min: 2, max: 5 } },
    ...{ firstDecisionSeconds: 31, firstNewPodReadySeconds: 35, scaledInSeconds: expect.closeTo(72.6, 1) },
  });
});

test.each<[string, Change, RegExp]>([
  [
    'one request fails',
    ({ load }) => failRequest(load, 500, '1220'),
    /^1 of 9,\d+ requests failed: 1 x connection reset\.$/,
  ],
  [
    'it fails in the calibration',
    ({ evidence }) => failRequest(evidence.calibrationLoad, 3, '1503'),
    /calibration failed: 1 x status 503/,
  ],
  [
    'the target holds up requests',
    ({ load }) => (holdAllUsers(load), drop(load, 3)),
    /^3 requests could not start on time/,
  ],
  [
    'it is slow',
    (parts) => missThreshold(parts, 'http_req_duration{scenario:peak}', { 'p(95)': 812 }),
    /was 812 ms in phase peak, not below 500 ms/,
  ],
  [
    'an answer is empty',
    (parts) => missThreshold(parts, 'checks', { fails: 2 }),
    /^2 answers of status 200 were not what was asked for/,
  ],
  [
    'too few requests were made',
    (parts) => missThreshold(parts, 'http_reqs', { count: 10 }),
    /^Only 10 requests .* at least 7000/,
  ],
  [
    'api never scales out',
    ({ recording }) => neverScale(recording),
    /autoscaler of api kept 2 pods through 90 s of load/,
  ],
  [
    'the new pods do not become ready',
    ({ recording }) => recording.pods.filter(({ initial }) => !initial).forEach((pod) => (pod.readyAt = null)),
    /api was to have more pods after 31 s, but none was ready/,
  ],
  [
    'api decides later than its bound',
    ({ recording }) => decideAt(recording, 70),
    /autoscaler of api decided 70 s after the load step, expected about \d+ s, bound 65 s\./,
  ],
  [
    'a pod too many stays',
    ({ recording }) => recording.pods.filter(({ initial }) => !initial).forEach((pod) => (pod.goneAt = null)),
    /user-api did not go back to 2 pods within 155 s/,
  ],
])('it fails when %s', (_, change, reason) => {
  const { verdict, reasons } = judged(change);
  expect({ verdict, reasons: reasons.join('\n') }).toEqual({
    verdict: 'fail',
    reasons: expect.stringMatching(new RegExp(reason, 'm')),
  });
});

test.each<[string, Change, RegExp]>([
  [
    'a step found that it cannot go on',
    ({ evidence }) => (evidence.brokenBy = 'Nothing answers.'),
    /^Nothing answers\.$/,
  ],
  [
    'k6 crashes',
    ({ load }) => (load.outcome = { exitCode: 107, summary: undefined, lastOutput: 'GoError' }),
    /exit code 107: GoError/,
  ],
  [
    'k6 is killed',
    ({ load }) => (load.outcome = { exitCode: -1, summary: undefined, lastOutput: '' }),
    /^k6 was killed\.$/,
  ],
  ['k6 was cut short', ({ load }) => (load.outcome = undefined), /not sent to its end/],
  ['points were lost', ({ load }) => (load.log.requests as RequestRecord[]).pop(), /wrote the points of 9,\d+/],
  ['k6 did not get to run', ({ load }) => drop(load, 2), /generator was starved: 2 requests/],
  [
    'pods were out of sight',
    ({ recording }) => recording.gaps.push(gap('pods', 6_000)),
    /lost sight of pods for 6 s: ECONNREFUSED/,
  ],
  [
    'the cluster was gone to the end',
    ({ recording }) => recording.gaps.push(gap('endpointslices', null)),
    /lost sight of endpointslices for 176 s/,
  ],
  [
    'the recorder stood still',
    ({ recording }) => recording.gaps.push(gap('machine', 8_000)),
    /recorder stood still for 8 s/,
  ],
  [
    'a slow machine made it slow',
    (parts) => (saturate(parts.recording), slow(parts, 0, Infinity)),
    /CPU was used up in \d+ of \d+ seconds/,
  ],
  [
    'new pods took the CPU for a while, and it was slow then',
    (parts) => (saturate(parts.recording, stepAt + 30_000, stepAt + 42_000), slow(parts, 31, 41)),
    /CPU was used up in 1\d of 1\d seconds/,
  ],
  [
    'requests timed out while there was no CPU time',
    ({ load, recording }) => (saturate(recording), failRequest(load, 500, '1050')),
    /^1 of 9,\d+ requests failed: 1 x timed out\.$/,
  ],
  [
    'the load was below the threshold',
    ({ recording }) => {
      neverScale(recording);
      recording.cpu.splice(0, Infinity, ...recording.cpu.map((sample) => ({ ...sample, millicores: 30 })));
    },
    /too low to say anything: the pods of api used 30m of CPU each, and its autoscaler lets 40m pass/,
  ],
])('it is invalid when %s', (_, change, reason) => {
  const { verdict, reasons } = judged(change);
  expect({ verdict, reasons: reasons.join('\n') }).toEqual({
    verdict: 'invalid',
    reasons: expect.stringMatching(new RegExp(reason, 'm')),
  });
});

test.each<[string, Change]>([
  ['a short gap', ({ recording }) => recording.gaps.push(gap('pods', 4_000))],
  [
    'CPU figures that were missing after the calibration',
    ({ recording }) => recording.gaps.push(gap('podmetrics', 60_000)),
  ],
  ['a busy machine on which all went well', ({ recording }) => saturate(recording)],
])('%s changes nothing', (_, change) => {
  expect(judged(change).verdict).toBe('pass');
});

test('a late decision on a starved machine says nothing', () => {
  const { verdict } = judged(({ recording }) => (saturate(recording), decideAt(recording, 70)));
  expect(verdict).toBe('invalid');
});

test('an unknown setting makes no bound, and the reason says which', () => {
  const { verdict, reasons } = judged(({ evidence, recording }) => {
    decideAt(recording, 70);
    const sync = { seconds: null, source: 'cannot be seen' };
    const { deployed } = evidence;
    if (deployed) evidence.deployed = { ...deployed, reaction: { ...deployed.reaction, sync } };
  });
  expect(verdict).toBe('pass');
  expect(reasons[1]).toContain('(no bound, unknown: round of the autoscaler (cannot be seen); first new pod');
});

test.each<[string, Change]>([
  ['a failed request', ({ load, recording }) => (saturate(recording), failRequest(load, 9, '1503'))],
  [
    'a refused request, whatever was slow beside it',
    (parts) => (saturate(parts.recording), slow(parts, 0, Infinity), failRequest(parts.load, 9, '1212')),
  ],
  ['what was slow at another time', (parts) => (saturate(parts.recording, stepAt + 60_000), slow(parts, 5, 20))],
  [
    'a request that timed out at another time',
    ({ load, recording }) => (saturate(recording, stepAt + 90_000), failRequest(load, 300, '1050')),
  ],
])('a busy machine does not excuse %s', (_, change) => {
  expect(judged(change).verdict).toBe('fail');
});

test('a smoke run asks nothing of the autoscalers', () => {
  const { verdict, reasons } = judged(({ evidence, recording }) => {
    neverScale(recording);
    Object.assign(evidence, { scenario: 'smoke' });
  });
  expect({ verdict, reasons: reasons.length }).toEqual({ verdict: 'pass', reasons: 1 });
});
