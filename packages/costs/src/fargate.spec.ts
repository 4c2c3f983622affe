import { expect, test } from '@jest/globals';
import { fargateLines, taskSize } from './fargate.ts';
import { fixtureStage } from './stage.fixture.ts';

function settings(cpuLimitMillicores: number, memoryLimitMiB: number) {
  const stage = fixtureStage({ services: { api: { resources: { cpuLimitMillicores, memoryLimitMiB } } } });
  if (!stage.services.api) throw new Error('the fixture has api');
  return { stage, api: stage.services.api };
}

test.each([
  [100, 256, { vcpu: 0.25, memoryGb: 0.5 }],
  [250, 513, { vcpu: 0.25, memoryGb: 1 }],
  [251, 256, { vcpu: 0.5, memoryGb: 1 }],
  // 0.25 vCPU has 2 GB at most.
  [100, 2049, { vcpu: 0.5, memoryGb: 3 }],
  [1000, 2048, { vcpu: 1, memoryGb: 2 }],
  // 8 vCPUs come in steps of 4 GB.
  [8000, 17 * 1024, { vcpu: 8, memoryGb: 20 }],
  [16000, 120 * 1024, { vcpu: 16, memoryGb: 120 }],
  [16001, 256, undefined],
])('a pod of at most %d m and %d MiB is a task of %j', (cpu, memory, size) => {
  expect(taskSize(settings(cpu, memory).api)).toEqual(size);
});

test('a stage with a pod beyond the largest task cannot be compared', () => {
  expect(fargateLines(settings(16001, 256).stage)).toBeUndefined();
});
