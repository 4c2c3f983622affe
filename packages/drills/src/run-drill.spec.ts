import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import type { DrillResult } from '@eks-practice/loadtests/report/drill-result';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Drill, DrillContext, DrillOutcome } from './drill.ts';
import { runDrill } from './run-drill.ts';
import { runDrills } from './run-drills.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'run-drill-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** A context whose stage has no service, so that there is nothing to wait for. */
function context(signal = new AbortController().signal): DrillContext {
  const nothing = async (): Promise<{ items: [] }> => ({ items: [] });
  const client = { listNamespacedDeployment: nothing, listNamespacedPod: nothing };
  const fake = {
    config: { makeApiClient: () => client },
    stage: { ...stageNamed('local'), services: {} },
    signal,
    progress: () => undefined,
  };
  return { ...fake, directory } as unknown as DrillContext;
}

const passed: DrillOutcome = { verdict: 'pass', did: 'Nothing broke.', loads: [] };
const drill: Drill = {
  name: 'fall',
  summary: 'It falls.',
  should: 'Nothing breaks.',
  seconds: 1,
  run: async () => passed,
};
const control = { summary: 'No net.', should: 'It breaks.' };
const throwing = (error: unknown): Drill => ({ ...drill, run: () => Promise.reject(error) });

test('a drill comes before its control, and each has its own verdict', async () => {
  const order: string[] = [];
  const both: Drill = {
    ...drill,
    run: async () => (order.push('drill'), passed),
    control: { ...control, run: async () => (order.push('control'), { ...passed, verdict: 'fail' }) },
  };
  const expected: DrillResult = {
    ...{ name: 'fall', summary: 'It falls.', should: 'Nothing breaks.', ...passed },
    control: { ...control, ...passed, verdict: 'fail' },
  };
  expect(await runDrill(both, context())).toEqual(expected);
  expect(order).toEqual(['drill', 'control']);
});

test('what could not be carried through says nothing; a mistake and a bug are no verdict', async () => {
  const broken = await runDrill(throwing(new RunInvalid('k6 was killed.')), context());
  expect(broken).toMatchObject({ verdict: 'invalid', did: 'k6 was killed.', control: null });
  const mistake = new UserError('One node.', { code: 'one-node', remedy: 'Two.' });
  await expect(runDrill(throwing(mistake), context())).rejects.toBe(mistake);
  const bug = new TypeError('x is not a function');
  await expect(runDrill(throwing(bug), context())).rejects.toBe(bug);
});

test('whatever an abort has torn down, the abort is what is told', async () => {
  const stop = new AbortController();
  const reason = new Error('Ctrl-C');
  const aborted: Drill = {
    ...drill,
    run: () => {
      stop.abort(reason);
      return Promise.reject(new RunInvalid('k6 was killed.'));
    },
  };
  await expect(runDrill(aborted, context(stop.signal))).rejects.toBe(reason);
});

test('of several, one that cannot be run here does not keep the others from it; a bug does', async () => {
  const mistake = new UserError('One node.', { code: 'one-node', remedy: 'Have two.' });
  const results = await runDrills([throwing(mistake), drill], { context: () => context() });
  expect(results.map(({ verdict, did }) => [verdict, did])).toEqual([
    ['invalid', 'It could not be run: One node. Have two.'],
    ['pass', 'Nothing broke.'],
  ]);
  await expect(runDrills([throwing(mistake)], { context: () => context() })).rejects.toBe(mistake);
  await expect(runDrills([throwing(new TypeError('x')), drill], { context: () => context() })).rejects.toThrow(
    TypeError,
  );
});

test('what is done by then is told after each drill, so that a bug in the next one does not lose it', async () => {
  const told: string[][] = [];
  const onResults = async (results: readonly DrillResult[]): Promise<void> => {
    told.push(results.map(({ did }) => did));
  };
  const all = runDrills([drill, drill, throwing(new TypeError('x'))], { context: () => context(), onResults });
  await expect(all).rejects.toThrow(TypeError);
  expect(told).toEqual([['Nothing broke.'], ['Nothing broke.', 'Nothing broke.']]);
});
