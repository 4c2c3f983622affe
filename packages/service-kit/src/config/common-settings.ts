import { hostname } from 'node:os';
import * as z from 'zod';
import type { ServiceDefinition } from './service-definition.ts';
import { oneOf, trueOrFalse, wholeNumber } from './settings.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const portNumber = wholeNumber({ min: 1, max: 65_535 });

/** The settings that every service has. */
export function commonSettings({ port, adminPort }: Pick<ServiceDefinition, 'port' | 'adminPort'>) {
  return {
    /** The address to listen on: all of a pod's, or 127.0.0.1 alone in development. */
    LISTEN_ADDRESS: z
      .union([z.ipv4(), z.ipv6()], { error: 'must be an IP address of this machine' })
      .default('0.0.0.0'),
    /** The TCP port of its endpoints; @default the service's own */
    PORT: portNumber.default(port),
    /** The TCP port of its health and metrics, which are not for its callers; @default the service's own */
    ADMIN_PORT: portNumber.default(adminPort),
    /** The least level that is logged. At `debug` each request is. */
    LOG_LEVEL: oneOf(logLevels).default('info'),
    /** Goes into each answer's `x-served-by` and each log line; @default the host's name, which in Kubernetes is the pod's */
    POD_NAME: z
      .string()
      .regex(/^[\w.-]{1,253}$/, { error: 'must be 1 to 253 letters, digits, dots, hyphens or underscores' })
      .default(() => hostname()),
    /**
     * How long to go on serving after SIGTERM, in seconds. 0 where the pod has a `preStop` sleep, which does the same
     * before the signal comes.
     */
    DRAIN_SECONDS: wholeNumber({ min: 0, max: 600 }).default(0),
    /** Whether to show the OpenAPI document as a page at `/docs`. For development: the images do not hold the page. */
    OPENAPI_UI: trueOrFalse.default(false),
  };
}
