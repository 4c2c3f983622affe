import { UserError } from '@eks-practice/errors/user-error';
import { isFreePort } from '@eks-practice/machine/network/free-port';
import type { DevPlan } from './plan.ts';

/** @throws {UserError} `port-in-use`, naming every port that is taken */
export async function requireFreePorts(plans: readonly DevPlan[]): Promise<void> {
  const wanted = plans.flatMap(({ name, port, adminPort }) => [
    { port, of: name },
    { port: adminPort, of: `${name}'s health and metrics` },
  ]);
  const free = await Promise.all(wanted.map(({ port }) => isFreePort(port)));
  const taken = wanted.filter((_, index) => !free[index]);
  if (taken.length === 0) return;
  const faults = taken.map(({ port, of }) => `  - ${port}, the port of ${of}`);
  throw new UserError(`${taken.length === 1 ? 'A port is' : 'Ports are'} in use:\n${faults.join('\n')}`, {
    code: 'port-in-use',
    remedy: 'Stop what listens there, or use others: npx eks-practice dev --port-offset 10000',
  });
}
