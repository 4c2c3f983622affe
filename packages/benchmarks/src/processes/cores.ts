import { availableParallelism } from 'node:os';
import { answers } from '@eks-practice/machine/run';

/** Which core what runs on. */
export const cores = { servers: 0, generator: 1 } as const;

/** Whether processes can be tied to a core here: there is `taskset`, and a core for each side. */
export async function canPin(): Promise<boolean> {
  return availableParallelism() >= 2 && (await answers('taskset', ['--version']));
}

/** A command line that stays on a core. */
export function onCore(pinned: boolean, core: number, command: string, args: readonly string[]): [string, string[]] {
  return pinned ? ['taskset', ['--cpu-list', String(core), command, ...args]] : [command, [...args]];
}
