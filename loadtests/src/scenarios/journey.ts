import http from 'k6/http';
import { journeys } from '../journeys/journeys.generated.ts';
import { settings } from './settings.ts';

http.setResponseCallback(http.expectedStatuses(200));

const chosen = journeys[settings.service];
if (!chosen) {
  throw new Error(`There is no journey for "${settings.service}", but for: ${Object.keys(journeys).join(', ')}.`);
}

/** What a user of the service under load does. */
export const journey = (): void => chosen(settings.url);
