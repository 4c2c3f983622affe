import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import { defineStages } from './define-stages.ts';
import type { AppInput } from './model.ts';
import { stageNamed } from './stage-named.ts';

const clusters = { local: { kind: 'local' } } as const;

function faultsOf(input: unknown): string {
  try {
    defineStages(input as AppInput);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'none';
}

test('a stage that says nothing has a value for every setting of every service', () => {
  const { small } = defineStages({ clusters, stages: { small: { cluster: 'local' } } });
  expect(small).toMatchObject({
    name: 'small',
    cluster: { name: 'local', kind: 'local' },
    drainSeconds: 5,
    protected: false,
    services: {
      api: {
        scaling: { minReplicas: 2, maxReplicas: 5, targetCpuPercent: 60 },
        resources: { cpuRequestMillicores: 60 },
      },
      'user-api': { scaling: { minReplicas: 2 } },
    },
  });
});

test('all faults are listed at once, each with its path', () => {
  const faults = faultsOf({
    clusters,
    stages: {
      'Bad Name': { cluster: 'local' },
      lost: { cluster: 'nowhere' },
      tight: {
        cluster: 'local',
        drainSeconds: 0,
        services: {
          nobody: {},
          api: {
            scaling: { minReplicas: 4, maxReplicas: 3 },
            resources: { cpuRequestMillicores: 100, cpuLimitMillicores: 50 },
          },
        },
      },
    },
  });
  expect(faults).toMatch(/^The stages have 6 faults:/);
  expect(faults).toContain('stages.Bad Name: ');
  expect(faults).toContain('stages.lost.cluster: there is no cluster "nowhere" (there is: local)');
  expect(faults).toContain('stages.tight.drainSeconds: ');
  expect(faults).toContain('stages.tight.services.nobody: there is no such service (there is: user-api, api');
  expect(faults).toContain('stages.tight.services.api.scaling.maxReplicas: is 3, but minReplicas is 4');
  expect(faults).toContain('stages.tight.services.api.resources.cpuLimitMillicores: is below cpuRequestMillicores');
});

test('a setting that does not exist is refused rather than ignored', () => {
  expect(faultsOf({ clusters, stages: { s: { cluster: 'local', drainSecond: 3 } } })).toContain('drainSecond');
});

test.each(['prod', '../local', '__proto__', ''])('an unknown stage %j is refused with those that exist', (name) => {
  expect(() => stageNamed(name)).toThrow(
    expect.objectContaining({ code: 'unknown-stage', remedy: expect.stringContaining('local') }),
  );
});

test('a known stage is found', () => {
  expect(stageNamed('local').name).toBe('local');
});
