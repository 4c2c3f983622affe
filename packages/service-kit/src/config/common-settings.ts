import { hostname } from 'node:os';
import * as z from 'zod';
import type { ServiceDefinition } from './service-definition.ts';
import { oneOf, trueOrFalse, wholeNumber } from './settings.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const portNumber = wholeNumber({ min: 1, max: 65_535 });

/**
 * The settings that every service has. docs/services.md has a table made of them; `defaultIs` says in words what is
 * another thing in each service.
 */
export function commonSettings({ port, adminPort }: Pick<ServiceDefinition, 'port' | 'adminPort'>) {
  return {
    LISTEN_ADDRESS: z
      .union([z.ipv4(), z.ipv6()], { error: 'must be an IP address of this machine' })
      .default('0.0.0.0')
      .describe("the address to listen on: all of a pod's, or 127.0.0.1 alone in development"),
    PORT: portNumber
      .default(port)
      .meta({ description: 'the TCP port of its endpoints', defaultIs: "the service's, by its statement" }),
    ADMIN_PORT: portNumber.default(adminPort).meta({
      description: 'the TCP port of its health and metrics, which are not for its callers',
      defaultIs: "the service's, by its statement",
    }),
    LOG_LEVEL: oneOf(logLevels)
      .default('info')
      .describe(`the least level that is logged, one of ${logLevels.join(', ')}; at \`debug\` each request is`),
    POD_NAME: z
      .string()
      .regex(/^[\w.-]{1,253}$/, { error: 'must be 1 to 253 letters, digits, dots, hyphens or underscores' })
      .default(() => hostname())
      .meta({
        description: "goes into each answer's `x-served-by` and each log line",
        defaultIs: "the host's name, which in Kubernetes is the pod's",
      }),
    DRAIN_SECONDS: wholeNumber({ min: 0, max: 600 })
      .default(0)
      .describe(
        'how long to go on serving after SIGTERM, in seconds, at most 600; ' +
          '0 where the pod has a `preStop` sleep, which does the same before the signal comes',
      ),
    MAX_REQUESTS_IN_FLIGHT: wholeNumber({ min: 0, max: 100_000 })
      .default(1000)
      .describe(
        'how many requests may be in flight at once, 0 for any number; what comes beyond is answered with 503 and `retry-after`. ' +
          "The default is far above what a pod answers within its callers' patience: it saves the pod's memory",
      ),
    OPENAPI_UI: trueOrFalse
      .default(false)
      .describe('whether to show the OpenAPI document as a page at `/docs`; the images do not hold the page'),
  };
}
