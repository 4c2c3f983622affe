import { UserError } from '@eks-practice/errors/user-error';
import type { Place } from './place.ts';
import type { Standing } from './standing.ts';

/**
 * How a place stands, where its cluster must run.
 * @param purpose finishes the sentence "there is nothing to …"
 * @throws {UserError} `cluster-not-running`, and what looking at the place throws
 */
export async function requireRunning(place: Place, purpose: string): Promise<Standing> {
  const standing = await place.look();
  if (standing.state === 'running') return standing;
  throw new UserError(
    `The cluster of stage ${place.stage.name} is ${standing.state}, so there is nothing to ${purpose}.`,
    { code: 'cluster-not-running', remedy: `Run: ${standing.bringUp}` },
  );
}
