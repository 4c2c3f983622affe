import { ensureDocker } from '@eks-practice/machine/docker/docker-daemon';
import type { Step } from '../output/steps.ts';

/** What comes before anything that is built or runs in a container. */
export const dockerStep: Step = {
  title: 'Docker',
  run: async (progress) => void (await ensureDocker(progress)),
};
