import { expect, test } from '@jest/globals';
import { type DrainSteps, drain, inFlightLimitSeconds } from './drain.ts';

/** Steps that write down what is done, with a clock that the test moves on. */
function recorded(serveSeconds: number) {
  const done: string[] = [];
  const sleeps: { seconds: number; end: () => void }[] = [];
  const closing = Promise.withResolvers<undefined>();
  const steps: DrainSteps = {
    serveSeconds,
    failReadiness: () => void done.push('fail readiness'),
    sleep: (milliseconds) => {
      done.push(`wait ${milliseconds / 1000} s`);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      sleeps.push({ seconds: milliseconds / 1000, end: () => resolve(undefined) });
      return promise;
    },
    close: () => {
      done.push('close');
      return closing.promise;
    },
    cut: () => void done.push('cut'),
    log: () => undefined,
  };
  return { done, sleeps, steps, lastRequestAnswered: () => closing.resolve(undefined) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('readiness fails at once, it goes on serving, and only then the server closes', async () => {
  const { done, sleeps, steps, lastRequestAnswered } = recorded(5);
  const exitCode = drain(steps);
  await settled();
  expect(done).toEqual(['fail readiness', 'wait 5 s']);
  sleeps[0]?.end();
  await settled();
  expect(done).toEqual(['fail readiness', 'wait 5 s', 'close', `wait ${inFlightLimitSeconds} s`]);
  lastRequestAnswered();
  expect(await exitCode).toBe(0);
  expect(done).not.toContain('cut');
});

test('with nothing to wait for it closes at once, readiness failing first', async () => {
  const { done, steps, lastRequestAnswered } = recorded(0);
  const exitCode = drain(steps);
  await settled();
  expect(done.slice(0, 2)).toEqual(['fail readiness', 'close']);
  lastRequestAnswered();
  expect(await exitCode).toBe(0);
});

test('requests that do not end are cut off after the limit, and the exit code says so', async () => {
  const { done, sleeps, steps } = recorded(0);
  const exitCode = drain(steps);
  await settled();
  sleeps.find(({ seconds }) => seconds === inFlightLimitSeconds)?.end();
  expect(await exitCode).toBe(1);
  expect(done.at(-1)).toBe('cut');
});
