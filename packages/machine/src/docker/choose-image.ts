import { UserError } from '@eks-practice/errors/user-error';
import type { Architecture } from '../architecture.ts';
import { inspectImage, pullImage } from './docker.ts';
import type { Progress } from '../progress.ts';
import { type ToolEnvironment, toolEnvironment } from '../tool-environment.ts';

/** The images that will do for one purpose, and what makes the last of them. */
export interface ImageChoice {
  /** The environment variable in which a user names another. */
  readonly variable: keyof ToolEnvironment & `EKS_PRACTICE_${string}_IMAGE`;
  /** What is taken where it can be pulled. */
  readonly preferred: string;
  /** The name of what is built where it cannot. */
  readonly built: string;
  readonly build: () => Promise<void>;
  readonly architecture: Architecture;
}

/** Where images come from. */
export interface ImageSource {
  has(reference: string): Promise<boolean>;
  /** @returns whether it is there now */
  pull(reference: string): Promise<boolean>;
}

/**
 * Sees to it that Docker has an image that will do: the one that the user asks for, else the preferred one where it can
 * be pulled, else one that is built. With one of the latter two in Docker it asks no registry and returns at once, so
 * that what is made of it does not change with the network.
 * @returns its reference
 * @throws {UserError} `image-missing` where the one that was asked for cannot be had
 */
export async function chooseImage(
  { variable, preferred, built, build, architecture }: ImageChoice,
  progress: Progress,
  { has, pull }: ImageSource = daemon(architecture),
): Promise<string> {
  const pulled = async (reference: string): Promise<boolean> => {
    progress(`pulling ${reference}`);
    return pull(reference);
  };
  const asked = toolEnvironment()[variable];
  if (asked) {
    if ((await has(asked)) || (await pulled(asked))) return asked;
    throw new UserError(`Docker has no image "${asked}" for ${architecture} and cannot pull it.`, {
      code: 'image-missing',
      remedy: `Mend ${variable}, or unset it to have an image chosen.`,
    });
  }
  for (const reference of [preferred, built]) if (await has(reference)) return reference;
  if (await pulled(preferred)) return preferred;
  await build();
  return built;
}

function daemon(architecture: Architecture): ImageSource {
  return {
    has: async (reference) => (await inspectImage(reference, architecture)) !== undefined,
    pull: (reference) => pullImage(reference, architecture),
  };
}
