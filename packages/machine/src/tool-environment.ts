import { UserError } from '@eks-practice/errors/user-error';
import * as z from 'zod';

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
const notAPort = { error: 'is not a port (1 to 65535)' };
const portNumber = z.coerce.number(notAPort).refine(isPort, notAPort);

const clusterName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'is not a name (a-z, 0-9, hyphens)', abort: true })
  // As the nodes of a cluster are called by its name: that of "local-2" would be the second one of "local".
  .refine((name) => !/-\d$/.test(name), {
    error: ({ input }) => `ends as the name of a node does (${String(input).slice(-2)})`,
  });

const imageReference = z
  .string()
  .regex(/^[\w.:/@-]+$/, { error: 'is not the reference of an image, like registry.example/name:tag' });

/**
 * Every variable that the tool reads, with what it means and what holds without it. The table of docs/tool.md is made of
 * this; `defaultIs` says in words what no constant can.
 */
export const toolSettings = z
  .object({
    EKS_PRACTICE_STAGE: z.string().default('local').describe('the stage, where `--stage` does not say'),
    EKS_PRACTICE_SERVICE_PORT: portNumber
      .default(18_080)
      .describe('where the first public service listens on 127.0.0.1; each further one has the next port'),
    EKS_PRACTICE_API_PORT: portNumber.default(16_443).describe('where the Kubernetes API listens on 127.0.0.1'),
    EKS_PRACTICE_CLUSTER: clusterName.default('local').describe('the name of the local cluster'),
    EKS_PRACTICE_KUBERNETES_IMAGE: imageReference
      .optional()
      .meta({ description: "the node's image", defaultIs: 'K3s, or built' }),
    EKS_PRACTICE_K6_IMAGE: imageReference
      .optional()
      .meta({ description: "the runners' image of `load --runners`", defaultIs: '`grafana/k6` of our version' }),
    EKS_PRACTICE_BASE_IMAGE: imageReference
      .optional()
      .meta({ description: "what the services' images are built on", defaultIs: 'distroless, or built' }),
  })
  .refine((ports) => ports.EKS_PRACTICE_API_PORT !== ports.EKS_PRACTICE_SERVICE_PORT, {
    path: ['EKS_PRACTICE_API_PORT'],
    error: 'is the port of EKS_PRACTICE_SERVICE_PORT as well',
    // Also where other settings are wrong: every fault is listed.
    when: () => true,
  });

/** What the tool's environment says, under the names of the variables. */
export type ToolEnvironment = Readonly<z.output<typeof toolSettings>>;

/**
 * Reads the tool's variables. One that is set to the empty text counts as absent.
 * @throws {UserError} `invalid-environment`, listing every fault at once
 */
export function toolEnvironment(environment: Environment = process.env): ToolEnvironment {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = toolSettings.safeParse(Object.fromEntries(present));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    const value = environment[name];
    return `  - ${value ? `${name}=${value}` : `${name}, by default,`} ${message}`;
  });
  throw new UserError(`The tool's environment is wrong:\n${faults.join('\n')}`, {
    code: 'invalid-environment',
    remedy: 'Correct what is named, or unset it for the default; docs/tool.md has the variables.',
  });
}
