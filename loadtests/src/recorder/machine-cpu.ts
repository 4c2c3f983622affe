import { cpus } from 'node:os';
import { now } from '../clock.ts';
import type { Recording } from './recording.ts';

const sampleMs = 1_000;

/** A sample that comes this late shows that the recorder did not run meanwhile, so that what it stamped came late too. */
const stallMs = 3_000;

/**
 * Records how busy this machine is, second by second, and when the recorder itself did not get to run.
 * @returns what ends it
 */
export function watchMachine(recording: Recording): () => void {
  let last = { at: now(), ...cpuTime() };
  const timer = setInterval(() => {
    const next = { at: now(), ...cpuTime() };
    const total = next.total - last.total;
    if (total > 0) recording.machine.push({ at: next.at, busy: 1 - (next.idle - last.idle) / total });
    if (next.at - last.at > stallMs + sampleMs) {
      recording.gaps.push({ source: 'machine', from: last.at, to: next.at, why: 'the recorder did not get to run' });
    }
    last = next;
  }, sampleMs);
  return () => clearInterval(timer);
}

function cpuTime(): { idle: number; total: number } {
  const times = cpus().map((cpu) => cpu.times);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    total: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}
