import { expect, test } from '@jest/globals';
import { UserError } from '@eks-practice/errors/user-error';
import { Interrupted } from '../stopping/interrupted.ts';
import { type Step, type StepsOptions, runSteps } from './steps.ts';

const options = (signal = new AbortController().signal): StepsOptions => ({
  quiet: true,
  signal,
  goOn: 'npx eks-practice deploy',
});

test('steps run one after another, and those together side by side', async () => {
  const order: string[] = [];
  const { promise: second, resolve: secondRan } = Promise.withResolvers();
  const steps = [
    { title: 'one', run: async () => void order.push('one') },
    {
      title: 'both',
      together: [
        { title: 'waits for its neighbour', run: async () => void (await second) },
        { title: 'neighbour', run: async () => secondRan(undefined) },
      ],
    },
    { title: 'two', run: async () => void order.push('two') },
  ];
  await runSteps(steps as Step[], options());
  expect(order).toEqual(['one', 'two']);
});

test('a failure ends the steps, as the error that it was', async () => {
  const mistake = new UserError('No.', { code: 'no', remedy: 'Yes.' });
  let reached = false;
  const steps: Step[] = [
    { title: 'fails', run: () => Promise.reject(mistake) },
    { title: 'next', run: async () => ((reached = true), undefined) },
  ];
  await expect(runSteps(steps, options())).rejects.toBe(mistake);
  expect(reached).toBe(false);
});

test('an interruption names the step, what it leaves and what goes on from there', async () => {
  const stop = new AbortController();
  const endless: Step = {
    title: 'Cluster',
    leaves: 'It may be half made.',
    run: () => {
      stop.abort(new Interrupted('SIGINT'));
      return new Promise(() => undefined);
    },
  };
  await expect(runSteps([endless], options(stop.signal))).rejects.toMatchObject({
    message: 'Interrupted at the step "Cluster". It may be half made.',
    remedy: expect.stringContaining('npx eks-practice deploy'),
    exitCode: 130,
  });
});

test('that a stopped command fails is not told as its failure', async () => {
  const stop = new AbortController();
  const stopped: Step = {
    title: 'Builds',
    run: async () => {
      stop.abort(new Interrupted('SIGTERM'));
      throw new Error('nx ended with exit code 130');
    },
  };
  await expect(runSteps([stopped], options(stop.signal))).rejects.toMatchObject({ code: 'interrupted', exitCode: 143 });
});
