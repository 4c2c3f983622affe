import type { Service } from '@eks-practice/catalogue/services';
import { statementFaults } from '@eks-practice/catalogue/statement-faults';
import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import { nextPort } from './next-port.ts';
import { type NewService, type Stated, type Style, stateService } from './state-service.ts';

/** A new service, as the user asks for it. */
export interface ServiceWish {
  readonly name: string;
  /** Names of the services that it is to call. */
  readonly calls: readonly string[];
  /** As it was typed; without it the next free one. */
  readonly port?: string | undefined;
  readonly public: boolean;
}

/** What is there before it. */
export interface RepositoryFacts {
  readonly services: readonly Pick<Service, 'name' | 'port' | 'adminPort'>[];
  /** Names that are taken: of packages, of Nx projects and of folders where a package would be. */
  readonly taken: readonly string[];
  /** The text of .projenrc.ts. */
  readonly projenrc: string;
  readonly style: Style;
}

export interface NewServicePlan extends Stated {
  readonly service: NewService;
}

/**
 * What .projenrc.ts is to be, so that it states one service more.
 * @throws {UserError} `invalid-service`, listing every fault at once, and `unknown-shape`, with the statement to put in by hand
 */
export async function planService(wish: ServiceWish, facts: RepositoryFacts): Promise<NewServicePlan> {
  const { services, projenrc, style } = facts;
  const { name, calls } = wish;
  const suggested = nextPort(services);
  const port = wish.port === undefined ? suggested : Number(wish.port);
  const faults = [...callFaults(calls, services), ...faultsOf(wish, port, facts)];
  if (port === undefined || faults.length > 0) {
    throw new UserError(
      `There can be no service "${name}":\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
      { code: 'invalid-service', remedy: remedyFor(faults, services, suggested) },
    );
  }
  const service = { name, port, public: wish.public, calls };
  const stated = await stateService(service, projenrc, style);
  if ('text' in stated) return { ...stated, service };
  throw new UserError(`.projenrc.ts ${stated.because}, so nothing was written.`, {
    code: 'unknown-shape',
    remedy:
      'Put this after the statements of the services that it calls, held by these variables, and before `repo.synth()`; ' +
      `then run \`npx projen\`:\n\n${stated.statement}\n`,
  });
}

function callFaults(calls: readonly string[], services: RepositoryFacts['services']): string[] {
  const known = services.map((service) => service.name);
  return calls
    .filter((callee) => !known.includes(callee))
    .map((callee) => `--calls ${callee}: there is no such service.${didYouMean(callee, known)}`);
}

/** What the statement itself would be refused for. */
function faultsOf(wish: ServiceWish, port: number | undefined, facts: RepositoryFacts): string[] {
  if (port === undefined) return ['port: every thousand is taken, so give --port'];
  const statement = {
    name: wish.name,
    port,
    adminPort: port + 1,
    path: '/',
    calls: wish.calls.map((callee) => ({ name: callee })),
  };
  const packages = facts.taken.map((name) => ({ name }));
  if (Number.isInteger(port)) return statementFaults(statement, { packages, services: facts.services });
  const others = statementFaults({ ...statement, port: 1, adminPort: 2 }, { packages, services: [] });
  return [...others, `port "${wish.port}" must be a whole number from 1 to 65534`];
}

/** Where there is more than to correct the command: what there is to choose from. */
function remedyFor(faults: readonly string[], services: RepositoryFacts['services'], free: number | undefined): string {
  const known = services.map(({ name }) => name).join(', ');
  return [
    'Nothing was written. Correct the command',
    ...(faults.some((fault) => fault.startsWith('--calls')) ? [`the services are ${known}`] : []),
    ...(free !== undefined && faults.some((fault) => /^(admin)?port/i.test(fault))
      ? [`without --port it is ${free}`]
      : []),
  ].join('; ').concat('.');
}
