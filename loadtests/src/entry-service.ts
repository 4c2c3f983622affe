import { services } from '@eks-practice/catalogue/services';
import type { ServiceSettings, Stage } from '@eks-practice/stages/stage';

/** The service that the target's URL leads to: the load must make it scale out. The others get their share through it. */
export const entryService = services.find((service) => service.public)?.name ?? '';

/** A stage's services with their settings, the entry service first: the order in which the load reaches them. */
export function servicesOf(stage: Stage): [string, ServiceSettings][] {
  return Object.entries(stage.services).sort(([a], [b]) => Number(b === entryService) - Number(a === entryService));
}
