import { publicServices } from '@eks-practice/catalogue/services';
import type { ServiceSettings } from '@eks-practice/stages/stage';
import type { LoadTarget } from './load-target.ts';

/** The service that load is sent to where none is named. */
export const entryService = publicServices[0]?.name ?? '';

/** A stage's services with their settings, the one that the URL leads to first: the order in which the load reaches them. */
export function servicesOf({ service, stage }: Pick<LoadTarget, 'service' | 'stage'>): [string, ServiceSettings][] {
  return Object.entries(stage.services).sort(([a], [b]) => Number(b === service) - Number(a === service));
}
