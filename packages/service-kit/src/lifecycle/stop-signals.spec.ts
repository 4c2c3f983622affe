import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import { type StopSignal, onStopSignal } from './stop-signals.ts';

function stoppable() {
  const exits: number[] = [];
  const stops: StopSignal[] = [];
  const stopped = Promise.withResolvers<number>();
  const process = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  onStopSignal(process, (signal) => {
    stops.push(signal);
    return stopped.promise;
  });
  return { exits, stops, process, stopped };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test.each<StopSignal>(['SIGTERM', 'SIGINT'])(
  '%s stops once, and the exit code is what the stop comes to',
  async (signal) => {
    const { exits, stops, process, stopped } = stoppable();
    process.emit(signal);
    await settled();
    expect({ stops, exits }).toEqual({ stops: [signal], exits: [] });
    stopped.resolve(1);
    await settled();
    expect(exits).toEqual([1]);
  },
);

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
])('a second signal, %s, exits at once with %i', (second, code) => {
  const { exits, stops, process } = stoppable();
  process.emit('SIGTERM');
  process.emit(second);
  expect({ stops, exits }).toEqual({ stops: ['SIGTERM'], exits: [code] });
});
