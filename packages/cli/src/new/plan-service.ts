import type { Service } from '@eks-practice/catalogue/services';
import { statementFaults } from '@eks-practice/catalogue/statement-faults';
import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import type { NewService } from './state-service.ts';

/** What a user says of a new service, as the command line has it. */
export interface NewOptions {
  readonly calls: readonly string[];
  readonly port?: string | undefined;
  readonly path?: string | undefined;
  readonly public: boolean;
}

/** What there is before it. */
export interface Existing {
  readonly services: readonly Service[];
  /** Names of all packages, services included. */
  readonly packages: readonly string[];
}

/** Services are stated a thousand ports apart, from 3000 on. */
const portStep = 1000;
/** The one of those that browsers and `fetch` refuse to ask, as X11's: https://fetch.spec.whatwg.org/#port-blocking */
const blockedPort = 6000;

/**
 * The service that a user asks for, with the next free thousand as its port where none is named.
 * @throws {UserError} `invalid-service`, listing every fault at once
 */
export function planService(name: string, options: NewOptions, { services, packages }: Existing): NewService {
  const isNumber = options.port === undefined || /^\d{1,9}$/.test(options.port);
  const port = isNumber && options.port !== undefined ? Number(options.port) : nextPort(services);
  const path = options.path ?? '/';
  const named = services.map((service) => ({ ...service, calls: [] }));
  const calls = options.calls.map((callee) => ({ name: callee }));
  const known = services.map((service) => service.name);
  const faults = [
    ...(isNumber ? [] : [`--port ${options.port} is no whole number, such as ${port}`]),
    ...statementFaults(
      { name, port, adminPort: port + 1, path, calls },
      { services: named, packages: packages.map((other) => ({ name: other })) },
    ),
    ...options.calls
      .filter((callee) => !known.includes(callee))
      .map(
        (callee) => `--calls ${callee} names no service; there are ${known.join(', ')}.${didYouMean(callee, known)}`,
      ),
  ];
  if (faults.length > 0) {
    throw new UserError(`No service can be stated so:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`, {
      code: 'invalid-service',
      remedy: 'Correct the command; nothing was written.',
    });
  }
  return { name, port, path: options.path, calls: options.calls, public: options.public };
}

function nextPort(services: readonly Service[]): number {
  const highest = Math.max(2 * portStep, ...services.flatMap(({ port, adminPort }) => [port, adminPort]));
  const next = (Math.floor(highest / portStep) + 1) * portStep;
  return next === blockedPort ? next + portStep : next;
}
