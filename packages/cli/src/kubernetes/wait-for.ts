import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { type Progress, silent } from '@eks-practice/machine/progress';
import { commandLine } from '../command-line.ts';
import { isUnreachable } from './client.ts';

/** What a look at the cluster found: it is so, or why it is not yet so. */
export type Observation =
  | { readonly done: true }
  | {
      /** In a few words, for the progress. */
      readonly pending: string;
      /**
       * In full, for the error.
       * @default - what is pending
       */
      readonly because?: string;
    };

const intervalMilliseconds = 500;

/**
 * Looks again and again until it is so.
 * @param what finishes the sentence "waited for …"
 * @param seconds how long at most
 * @param stage the stage that it is waited for
 * @throws {UserError} `not-in-time`, with the last reason
 */
export async function waitFor(
  what: string,
  seconds: number,
  look: () => Promise<Observation>,
  progress: Progress = silent,
  stage = 'local',
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const observation = await look().catch(unanswered);
    if ('done' in observation) return;
    if (Date.now() >= deadline) {
      throw new UserError(`Waited ${seconds} s for ${what}, in vain: ${observation.because ?? observation.pending}`, {
        code: 'not-in-time',
        remedy: `\`${commandLine('status', stage)}\` shows how it stands; a further \`deploy\` goes on from here.`,
      });
    }
    progress(observation.pending);
    await sleep(intervalMilliseconds);
  }
}

/** An API server under load, or one that is starting again, answers the next look. */
function unanswered(error: unknown): Observation {
  if (!isUnreachable(error)) throw error;
  const { cause } = error as Error;
  return { pending: `the Kubernetes API does not answer (${messageOf(cause ?? error)})` };
}
