import * as z from 'zod';
import { inFlightLimitSeconds } from '../lifecycle/drain.ts';
import type { UpstreamOptions } from '../upstream/upstream-options.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { httpOrigin, wholeNumber } from './settings.ts';

/** What a service's configuration has for the services it calls: where each is, and how long to wait for any. */
export type UpstreamSettings<D extends ServiceDefinition> = {
  readonly [Name in keyof D['upstreams'] as D['upstreams'][Name]['hostVariable']]: string;
} & ([keyof D['upstreams']] extends [never] ? unknown : { readonly UPSTREAM_DEADLINE_MS: number });

/** The settings behind {@link UpstreamSettings}; none for a service that calls no other. */
export function upstreamSettings({ upstreams }: ServiceDefinition): z.ZodRawShape {
  const callees = Object.values(upstreams);
  if (callees.length === 0) return {};
  return {
    ...Object.fromEntries(
      callees.map(({ hostVariable, port }) => [
        hostVariable,
        httpOrigin.default(`http://localhost:${port}`).meta({
          description: 'where a service that it calls is: `host`, `host:port` or an http URL; one variable for each',
          defaultIs: 'where that one listens in development',
        }),
      ]),
    ),
    // No longer than a pod that is told to go waits for its last answers.
    UPSTREAM_DEADLINE_MS: wholeNumber({ min: 1, max: inFlightLimitSeconds * 1000 })
      .default(2000)
      .describe(
        `how long a call may take, its retry included, in milliseconds, at most ${inFlightLimitSeconds * 1000}`,
      ),
  };
}

/** @param parsed what was read by {@link upstreamSettings} */
export function upstreamOptions(
  { upstreams }: ServiceDefinition,
  parsed: Readonly<Record<string, unknown>>,
): UpstreamOptions[] {
  const deadlineMs = parsed.UPSTREAM_DEADLINE_MS as number;
  return Object.entries(upstreams).map(([name, { hostVariable }]) => ({
    name,
    origin: parsed[hostVariable] as string,
    deadlineMs,
  }));
}
