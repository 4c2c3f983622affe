import { expect, test } from '@jest/globals';
import type { Evidence } from '../run/evidence.ts';
import { simulatedEvidence, stepAt } from '../run/simulated-evidence.fixture.ts';
import { buildReport } from './build-report.ts';
import { failureGroups } from './failure-groups.ts';
import { embeddedJson, html } from './html.ts';
import { reportPage } from './page.ts';
import { requestSeries } from './request-series.ts';

const request = { phase: 'peak', endedAt: 0, failed: false, errorCode: '' };

test('requests stand in the second in which they started, and a pause is a pause', () => {
  const requests = [
    { ...request, startedAt: 9_500, durationMs: 7 },
    { ...request, startedAt: 10_000, durationMs: 5 },
    { ...request, startedAt: 10_999, durationMs: 9, failed: true },
    { ...request, startedAt: 12_001, durationMs: 4 },
  ];
  expect(requestSeries([{ requests, drops: [{ phase: 'peak', at: 12_500 }] }], 10_000)).toEqual({
    x: [-1, 0, 1, 2],
    perSecond: [1, 2, 0, 1],
    failed: [0, 1, 0, 0],
    dropped: [0, 0, 0, 1],
    p50: [7, 5, null, 4],
    p95: [7, 9, null, 4],
    p99: [7, 9, null, 4],
  });
});

test('every time in the report is in seconds from the load step', () => {
  const { events, phases, series } = buildReport(simulatedEvidence());
  expect(phases.map(({ name, from }) => [name, from])).toEqual([
    ['calibration', -58],
    ['base', -10],
    ['peak', 0],
  ]);
  expect(events.find(({ kind }) => kind === 'load-step')?.at).toBe(0);
  expect(events.find(({ kind }) => kind === 'scale-out')).toMatchObject({ at: 31, workload: 'api' });
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
  const [api] = series.workloads;
  expect(api?.name).toBe('api');
  expect(api?.replicas.desired.at(api.replicas.x.indexOf(31))).toBe(4);
  expect(api?.replicas.ready.at(-1)).toBe(2);
  expect(api?.cpu.target).toBe(36);
});

test('the figures are those of the load; the rate is that of its last phase', () => {
  const evidence = simulatedEvidence();
  const { requests } = buildReport(evidence);
  expect(requests).toMatchObject({ total: evidence.load?.log.requests.length, failed: 0, dropped: 0, perSecond: 108 });
});

test('a run that broke at once has a report too', async () => {
  const evidence: Evidence = {
    ...simulatedEvidence(),
    ...{ calibration: undefined, calibrationLoad: undefined, profile: undefined, load: undefined, cluster: undefined },
    brokenBy: 'Nothing answers at http://127.0.0.1:18080: ECONNREFUSED.',
  };
  const report = buildReport(evidence);
  expect(report).toMatchObject({ verdict: 'invalid', requests: { total: 0, p95Ms: null }, calibration: null });
  const page = await reportPage(report);
  expect(page).toContain('data-verdict="invalid"');
  expect(page).toContain('Nothing answers at http://127.0.0.1:18080: ECONNREFUSED.');
});

test('the page is one file that asks for nothing else', async () => {
  const page = await reportPage(buildReport(simulatedEvidence()));
  expect(page).toContain('data-verdict="pass"');
  expect(Buffer.byteLength(page)).toBeLessThan(150_000);
  expect(page).not.toMatch(/<(link|img|iframe)\b|\ssrc=|@import|url\(/);
  expect(page.match(/<script/g)).toHaveLength(2);
  const data = /<script type="application\/json" id="report">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  expect(JSON.parse(data)).toMatchObject({ schemaVersion: 2, verdict: 'pass' });
});

test('text from elsewhere cannot become markup', async () => {
  const evil = '</script><script>alert(1)</script><!-- & "';
  const page = await reportPage(buildReport({ ...simulatedEvidence(), brokenBy: evil }));
  expect(page).not.toContain('<script>alert');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(html`<i title="${evil}">${evil}</i>`.html).not.toContain(evil);
  expect(JSON.parse(embeddedJson([evil]).html)).toEqual([evil]);
});

test('a workload is told with what its autoscaler wanted, and the CPU that it decided by', () => {
  const [api, userApi] = buildReport(simulatedEvidence()).workloads;
  expect(api).toMatchObject({
    replicas: [2, 4, 5, 3, 2],
    cpuTargetMillicores: 36,
    cpuMsPerRequest: 1.9,
    expectedReplicas: 5,
  });
  expect(api?.cpuMostMillicores).toBeGreaterThan(36);
  expect(userApi?.replicas).toEqual([2, 4, 2]);
});

test('a report tells the settings that were in force', () => {
  const { settings, machine } = buildReport(simulatedEvidence());
  expect(settings).toMatchObject({ service: 'api', drainSeconds: 5, metricsResolutionSeconds: 15 });
  expect(settings.services[0]).toMatchObject({ image: 'eks-practice/api:8d7cc93b24e188e2', memoryLimitMiB: 192 });
  expect(machine).toEqual({ cores: 4, memoryMiB: 16_384, os: 'linux', architecture: 'x64' });
});

test('how soon a workload reacted is told link by link, with what it was held against', () => {
  const evidence = simulatedEvidence();
  const served = new Map([['api-7c9d8f6b5-dx2', stepAt + 35_300]]);
  const load = evidence.load && { ...evidence.load, log: { ...evidence.load.log, served } };
  const { series, workloads } = buildReport({ ...evidence, load });
  const { bound, forecast, attribution } = workloads[0]?.reaction ?? {};
  expect(bound?.decisionSeconds).toBe(65);
  expect(forecast?.decision?.p50).toBeGreaterThan(20);
  expect(attribution?.map(({ from, to, decided }) => [from, to, decided])).toEqual([
    [2, 4, 31],
    [4, 5, 46],
  ]);
  expect(attribution?.[0]?.pods[0]).toMatchObject({ created: 31.1, inEndpoints: 35.08, firstRequest: 35.3 });
  expect(workloads[0]).toMatchObject({ staircase: [2, 4, 5], staircaseShare: expect.any(Number) });
  const replicas = series.workloads[0]?.replicas;
  expect(replicas?.predicted[replicas.x.indexOf(0)]).toBe(2);
  expect(replicas?.predicted.at(-1)).toBeNull();
});

test('a smoke run has neither reaction nor staircase to show', async () => {
  const page = await reportPage(buildReport({ ...simulatedEvidence(), scenario: 'smoke', profile: undefined }));
  expect(page).not.toMatch(/<h2>(Reaction|Staircase|Controls|Failures)/);
});

test('what keeps a stage from scaling in one step stands in the report', async () => {
  const evidence = simulatedEvidence();
  const services = Object.fromEntries(
    Object.entries(evidence.target.stage.services).map(([name, settings]) => [
      name,
      { ...settings, scaling: { ...settings.scaling, maxReplicas: 20 } },
    ]),
  );
  const target = { ...evidence.target, stage: { ...evidence.target.stage, services } };
  const report = buildReport({ ...evidence, target });
  expect(report.warnings).toEqual([expect.stringContaining('set scaling.scaleUp.pods to 18')]);
  expect(await reportPage(report)).toContain('set scaling.scaleUp.pods to 18');
});

test('failures are grouped by their error and what happened nearest to them', () => {
  const event = { at: 12_000, kind: 'pod-gone', text: 'pod api-1 was gone' } as const;
  const failure = (startedAt: number, errorCode: string, near: typeof event | null) => {
    return { startedAt, errorCode, event: near, secondsAfterEvent: near && 1 };
  };
  const failures = [failure(12_500, '1220', null), failure(12_100, '1212', event), failure(12_900, '1212', event)];
  expect(failureGroups(failures, 10_000)).toEqual([
    { errorCode: '1212', event: 'pod api-1 was gone', eventAt: 2, count: 2, firstAt: 2.1, lastAt: 2.9 },
    { errorCode: '1220', event: null, eventAt: null, count: 1, firstAt: 2.5, lastAt: 2.5 },
  ]);
});
