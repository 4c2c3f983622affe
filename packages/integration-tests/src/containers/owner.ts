import { hostname } from 'node:os';
import { isRunning } from '@eks-practice/machine/is-running';

/** Whose something in Docker is, as its label has it. */
export const thisOwner = `${hostname()}/${process.pid}`;

/** No run takes as long; in seconds. */
const longestRunSeconds = 3600;

/**
 * Whether the run that made something was killed before it could clean up: its process is gone. A process on another
 * machine with the same Docker cannot be seen, and a process id comes again: there the age tells.
 */
export function isAbandoned(owner: string, ageSeconds: number): boolean {
  if (ageSeconds > longestRunSeconds) return true;
  const [host, pid] = owner.split('/');
  return host === hostname() && !isRunning(Number(pid));
}
