import { services } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defineStages } from './define-stages.ts';
import type { AppInput } from './model.ts';
import { stageNamed } from './stage-named.ts';
import type { App } from './stage.ts';

// Node runs stages.ts without a look at its types, so anything may come in. A fault is printed with its seed and path:
// FUZZ_SEED takes the seed, and FUZZ_TIMES looks so many times as often.
const looks = {
  seed: Number(process.env.FUZZ_SEED ?? 20_261_128),
  numRuns: 500 * Number(process.env.FUZZ_TIMES ?? 1),
};

const anything = fc.anything({
  ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true },
  ...{ withNullPrototype: true, withObjectString: true, maxDepth: 3 },
});
const name = fc.oneof(
  fc.constantFrom('local', 'dev', 'pr-1', 'kube-system', 'constructor', '__proto__', 'Bad Name', '', 'a'.repeat(41)),
  fc.string({ maxLength: 5 }),
);
const junk = fc.oneof(
  anything,
  name,
  fc.constantFrom(Symbol('odd'), () => 1, null, undefined, NaN, -1, 0, 1.5, 1e9),
);

/** An input that says everything once. */
const sound = (): unknown => ({
  clusters: {
    local: { kind: 'local', nodes: 1, metricsResolutionSeconds: 15 },
    dev: {
      kind: 'eks',
      region: 'eu-central-1',
      nodes: { instanceType: 't4g.medium' },
      apiAllowedCidrs: ['10.0.0.0/8'],
    },
  },
  stages: {
    here: {
      cluster: 'local',
      defaults: { scaling: { scaleUp: { pods: 5 } }, resources: { cpuLimitMillicores: 700 } },
      services: { api: { scaling: { minReplicas: 2, maxReplicas: 7, scaleUp: { percent: 50 } }, resources: {} } },
    },
    dev: {
      ...{ cluster: 'dev', ingress: 'alb', allowedCidrs: ['10.0.0.0/8'], protected: false, timeToLiveHours: 5 },
      alb: { domain: 'dev.example.org', certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' },
    },
  },
  previews: { from: 'dev', timeToLiveHours: 5 },
});

type Path = readonly string[];

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...at, key]))];
}

/** The same with something else at a place of it. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = { ...(value as object) };
  const inner = replaced((value as Record<string, unknown>)[key], rest, by);
  return Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true });
}

/** Gives the app; undefined where the input was refused as a user's mistake must be. */
function appOrMistake(input: unknown): App | undefined {
  try {
    return defineStages(input as AppInput);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.code).toBe('invalid-stages');
    expect(error.message).toMatch(/^The stages have \d+ faults?:\n {2}- /);
    return undefined;
  }
}

function expectWhole(app: App): void {
  for (const [stage, settings] of Object.entries(app.stages)) {
    expect(stageNamed(stage, app)).toBe(settings);
    expect(app.clusters[settings.cluster.name]).toBe(settings.cluster);
    expect(Object.keys(settings.services).sort()).toEqual(services.map((service) => service.name).sort());
    for (const { scaling, resources } of Object.values(settings.services)) {
      const { scaleUp, ...numbers } = scaling;
      for (const value of Object.values({ ...numbers, ...scaleUp, ...resources }))
        expect(value).toEqual(expect.any(Number));
    }
  }
  if (app.previews) expect(stageNamed('pr-7', app).cluster.kind).toBe('eks');
}

function expectWholeOrMistake(input: unknown): void {
  const app = appOrMistake(input);
  if (app) expectWhole(app);
}

test('the input that the others are made from is sound', () => {
  expectWhole(appOrMistake(sound()) as App);
});

test('anything at all is a mistake that says what is wrong', () => {
  fc.assert(fc.property(anything, expectWholeOrMistake), looks);
});

test('anything in the place of a part is taken or is a mistake', () => {
  const places = fc.constantFrom(...pathsIn(sound()));
  const changed = fc.tuple(places, junk).map(([path, by]) => replaced(sound(), path, by));
  fc.assert(fc.property(changed, expectWholeOrMistake), looks);
});

test('a part that nobody knows, by whatever name, is a mistake or a stage or cluster of that name', () => {
  const places = fc.constantFrom(...pathsIn(sound()).filter((path) => path.length < 4));
  const changed = fc
    .tuple(places, name, fc.oneof(junk, fc.constant({ cluster: 'local' })))
    .map(([path, key, by]) => replaced(sound(), [...path, key], by));
  fc.assert(fc.property(changed, expectWholeOrMistake), looks);
});

test.each([
  ['a service that is no object', { api: null }, 'stages.a.services.api: '],
  ['scaling that is no object', { api: { scaling: 5 } }, 'stages.a.services.api.scaling: '],
  ['services that are no object', 'api', 'stages.a.services: '],
])('%s is refused where it stands', (_, settings, fault) => {
  const input = { clusters: { local: { kind: 'local' } }, stages: { a: { cluster: 'local', services: settings } } };
  expect(() => defineStages(input as unknown as AppInput)).toThrow(fault);
});

test("a stage that previews are made from is one of the input's own", () => {
  const input = { ...(sound() as AppInput), previews: { from: 'constructor' } };
  expect(() => defineStages(input)).toThrow('previews.from: there is no stage "constructor"');
});
