import { stageNamed } from '@eks-practice/stages/stage-named';
import { type KubernetesObject, stageObjects } from '@eks-practice/workloads/stage-objects';
import { expect, test } from '@jest/globals';
import {
  type StageEdit,
  both,
  eachContainer,
  heldAt,
  withEnv,
  withSlowStart,
  withoutBudgets,
  withoutDrain,
  withoutReadiness,
} from './stage-edits.ts';

const stage = stageNamed('local');
const objects = stageObjects({ stage, images: { api: 'api:1', 'user-api': 'user-api:1' } });

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly [field: string]: unknown;
}

function containers(edit: StageEdit): Container[] {
  return edited(edit, 'Deployment').flatMap(
    ({ spec }) => (spec as { template: { spec: { containers: Container[] } } }).template.spec.containers,
  );
}

function edited(edit: StageEdit, kind: string): KubernetesObject[] {
  return objects.flatMap((object) => edit(object) ?? []).filter((object) => object.kind === kind);
}

const variable = ({ env }: Container, name: string): string | undefined => env.find((one) => one.name === name)?.value;

test('what an edit takes away is there in a stage as it is deployed', () => {
  for (const container of containers((object) => object)) {
    expect(container).toMatchObject({ lifecycle: { preStop: expect.anything() }, readinessProbe: expect.anything() });
    expect(Number(variable(container, 'DRAIN_SECONDS'))).toBeGreaterThan(0);
  }
});

test('without drain a container has neither pause nor farewell, and all else', () => {
  for (const container of containers(withoutDrain)) {
    expect(container.lifecycle).toBeUndefined();
    expect(variable(container, 'DRAIN_SECONDS')).toBe('0');
    expect(container.image).toBe(`${container.name}:1`);
    expect(variable(container, 'PORT')).toBeDefined();
    expect(container.readinessProbe).toBeDefined();
  }
});

test('without readiness a container has no probe, and an edit on top of it stays', () => {
  for (const container of containers(both(withSlowStart, withoutReadiness))) {
    expect(Object.keys(container).filter((field) => field.endsWith('Probe'))).toEqual([]);
    expect(variable(container, 'NODE_OPTIONS')).toMatch(/^--import=data:text\/javascript,\S+$/);
  }
});

test('an edit may be of one service alone', () => {
  const changed = containers(eachContainer((container) => withEnv(container, 'PORT', '1'), 'api'));
  expect(changed.map((container) => [container.name, variable(container, 'PORT') === '1'])).toEqual(
    expect.arrayContaining([
      ['api', true],
      ['user-api', false],
    ]),
  );
});

test('a variable is replaced, not given twice', () => {
  const container = { name: 'api', env: [{ name: 'PORT', value: '3000' }, { name: 'HOST' }] };
  expect(withEnv(container, 'PORT', '1').env).toEqual([{ name: 'HOST' }, { name: 'PORT', value: '1' }]);
});

test('an autoscaler is held at one number, and keeps what else it has', () => {
  for (const { spec } of edited(heldAt(4), 'HorizontalPodAutoscaler')) {
    expect(spec).toMatchObject({
      minReplicas: 4,
      maxReplicas: 4,
      metrics: expect.anything(),
      scaleTargetRef: expect.anything(),
    });
  }
});

test('without budgets nothing but the budgets is gone', () => {
  expect(edited((object) => object, 'PodDisruptionBudget')).toHaveLength(2);
  const left = objects.flatMap((object) => withoutBudgets(object) ?? []);
  expect(left).toEqual(objects.filter(({ kind }) => kind !== 'PodDisruptionBudget'));
});
