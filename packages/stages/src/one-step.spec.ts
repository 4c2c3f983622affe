import { expect, test } from '@jest/globals';
import { oneStepWarnings, scaleUpRules } from './one-step.ts';
import { allowedReplicas, wantedReplicas } from './scale-out.ts';
import type { ServiceSettings } from './stage.ts';

const scaling = {
  ...{ minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60, scaleDownStabilizationSeconds: 30 },
  scaleUp: { percent: 100, pods: 4, periodSeconds: 15, stabilizationSeconds: 0 },
};
const resources = { cpuRequestMillicores: 60, cpuLimitMillicores: 500, memoryRequestMiB: 96, memoryLimitMiB: 192 };
type Change = { scaling?: Partial<ServiceSettings['scaling']>; resources?: Partial<ServiceSettings['resources']> };

function warnings(change: Change): string[] {
  const api = { scaling: { ...scaling, ...change.scaling }, resources: { ...resources, ...change.resources } };
  return oneStepWarnings({ name: 'trial', services: { api } });
}

test.each([
  // Above the target by more than 10 %, in whole per cent.
  [2, 66.9, 2],
  [2, 67, 3],
  [2, 120, 4],
  [2, 121, 5],
  [5, 30, 3],
])('%i pods that use %d %% of their request make it want %i, at a target of 60 %%', (replicas, percent, wanted) => {
  expect(wantedReplicas(replicas, percent, 60)).toBe(wanted);
});

test.each([
  ['4 pods are more than 100 %', 2, 'Max', 0, 6],
  ['100 % are more than 4 pods', 9, 'Max', 0, 18],
  ['the smaller step counts', 9, 'Min', 0, 13],
  ['it may not scale out', 9, 'Disabled', 0, 9],
  ['what was added in the period counts', 6, 'Max', 4, 6],
] as const)('the policies: %s', (_, replicas, select, added, allowed) => {
  expect(allowedReplicas(replicas, { ...scaleUpRules(scaling), select }, () => added)).toBe(allowed);
});

test('a stage that can scale in one step is not warned', () => {
  expect(warnings({})).toEqual([]);
});

test('services with the same obstacle are told of together', () => {
  const tight = { scaling: { ...scaling, maxReplicas: 20 }, resources };
  expect(oneStepWarnings({ name: 'trial', services: { api: tight, 'user-api': tight } })).toEqual([
    'Stage trial: api and user-api cannot go from 2 to 20 pods in one step: in 15 s it may add 4 pods or 100 %, which ' +
      'makes 6. To let it, set scaling.scaleUp.pods to 18, or scaling.scaleUp.percent to 851.',
  ]);
});

test.each<[string, Change, RegExp, (value: number) => Change]>([
  [
    'cpuLimitMillicores',
    { resources: { cpuLimitMillicores: 70 } },
    /cpuLimitMillicores to (\d+)/,
    (value) => ({ resources: { cpuLimitMillicores: value } }),
  ],
  [
    'cpuRequestMillicores',
    { resources: { cpuLimitMillicores: 70 } },
    /cpuRequestMillicores to (\d+)/,
    (value) => ({ resources: { cpuLimitMillicores: 70, cpuRequestMillicores: value } }),
  ],
  [
    'targetCpuPercent',
    { resources: { cpuLimitMillicores: 70 } },
    /targetCpuPercent to (\d+)/,
    (value) => ({ resources: { cpuLimitMillicores: 70 }, scaling: { targetCpuPercent: value } }),
  ],
  [
    'scaleUp.pods',
    { scaling: { maxReplicas: 9 } },
    /scaleUp.pods to (\d+)/,
    (value) => ({ scaling: { maxReplicas: 9, scaleUp: { ...scaling.scaleUp, pods: value } } }),
  ],
  [
    'scaleUp.percent',
    { scaling: { maxReplicas: 9 } },
    /scaleUp.percent to (\d+)/,
    (value) => ({ scaling: { maxReplicas: 9, scaleUp: { ...scaling.scaleUp, percent: value } } }),
  ],
])('the %s that is asked for just does', (field, tight, pattern, withValue) => {
  const value = Number(pattern.exec(warnings(tight).join('\n'))?.[1]);
  expect(warnings(withValue(value))).toEqual([]);
  const lower = ['cpuRequestMillicores', 'targetCpuPercent'].includes(field);
  expect(warnings(withValue(value + (lower ? 1 : -1)))).toHaveLength(1);
});
