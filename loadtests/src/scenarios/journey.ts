import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { journeys } from '../journeys/journeys.generated.ts';
import { handOver, handOverPod } from './hand-over.ts';
import { settings } from './settings.ts';

http.setResponseCallback(http.expectedStatuses(200));

const chosen = journeys[settings.service];
if (!chosen) {
  throw new Error(`There is no journey for "${settings.service}", but for: ${Object.keys(journeys).join(', ')}.`);
}

/** Tells which pods have answered: each virtual user counts each pod once, or it would be a point for every request. */
const served = new Counter('served');
const known = new Set<string>();

/** What a user of the service under load does. */
export const journey = (): void => {
  const startedAt = Date.now();
  const response = chosen(settings.url);
  if (settings.runners !== undefined) handOver(response, startedAt);
  const pod = response.headers['X-Served-By'];
  if (pod === undefined || known.has(pod)) return;
  known.add(pod);
  served.add(1, { pod });
  if (settings.runners !== undefined) handOverPod(pod);
};
