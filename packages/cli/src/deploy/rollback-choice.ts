import type { EarlierDeploy } from '@eks-practice/aws/deploy-history';
import { UserError } from '@eks-practice/errors/user-error';
import type { EksStage } from '@eks-practice/stages/stage';
import { commandLine } from '../command-line.ts';

/**
 * The deploy whose images are to run again.
 * @param deploys the oldest first, the present one last
 * @param to the number that was asked for; without one, the last deploy whose images were others
 * @throws {UserError} `not-deployed`, `nothing-earlier`, `invalid-deploy`, `unknown-deploy`, `already-deployed` or `services-changed`
 */
export function rollbackChoice(stage: EksStage, deploys: readonly EarlierDeploy[], to?: string): EarlierDeploy {
  const present = deploys.at(-1);
  if (!present) {
    throw new UserError(`Stage ${stage.name} is not deployed, so there is nothing to go back from.`, {
      code: 'not-deployed',
      remedy: `Deploy it: ${commandLine('deploy', stage.name)}`,
    });
  }
  const chosen = to === undefined ? lastWithOthers(stage, deploys, present) : numbered(stage, deploys, to);
  if (sameImages(chosen, present)) {
    throw new UserError(`Stage ${stage.name} runs the images of deploy ${chosen.number} already.`, {
      code: 'already-deployed',
      remedy: `Choose another one: ${list(stage)}`,
    });
  }
  requireSameServices(stage, chosen);
  return chosen;
}

function lastWithOthers(stage: EksStage, deploys: readonly EarlierDeploy[], present: EarlierDeploy): EarlierDeploy {
  const found = deploys.findLast((deploy) => !sameImages(deploy, present));
  if (found) return found;
  throw new UserError(`Stage ${stage.name} has had no other images than those that it runs.`, {
    code: 'nothing-earlier',
    remedy: 'To change what it runs, change the sources and deploy.',
  });
}

/** @throws {UserError} `invalid-deploy` */
export function deployNumber(stage: EksStage, to: string): number {
  if (/^[1-9]\d*$/.test(to)) return Number(to);
  throw new UserError(`--to ${to} is not the number of a deploy.`, {
    code: 'invalid-deploy',
    remedy: `Choose one of: ${list(stage)}`,
  });
}

function numbered(stage: EksStage, deploys: readonly EarlierDeploy[], to: string): EarlierDeploy {
  const wanted = deployNumber(stage, to);
  const found = deploys.find(({ number }) => number === wanted);
  if (found) return found;
  throw new UserError(`Stage ${stage.name} has no deploy ${to}; SSM keeps the last 100.`, {
    code: 'unknown-deploy',
    remedy: `Choose one of: ${list(stage)}`,
  });
}

/** A deploy needs an image for each service that the stage has now, and has no place for another. */
function requireSameServices(stage: EksStage, { number, tags }: EarlierDeploy): void {
  const services = Object.keys(stage.services);
  const without = services.filter((service) => tags[service] === undefined);
  const gone = Object.keys(tags).filter((service) => !services.includes(service));
  if (without.length + gone.length === 0) return;
  const faults = [
    ...(without.length > 0 ? [`it had no ${without.join(' and no ')}`] : []),
    ...(gone.length > 0 ? [`it had ${gone.join(' and ')}, which the catalogue no longer has`] : []),
  ];
  throw new UserError(`Deploy ${number} of stage ${stage.name} was of other services: ${faults.join('; ')}.`, {
    code: 'services-changed',
    remedy: `Check out the sources of that time, and deploy them: ${commandLine('deploy', stage.name)}`,
  });
}

export function sameImages({ tags: a }: EarlierDeploy, { tags: b }: EarlierDeploy): boolean {
  const services = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...services].every((service) => a[service] === b[service]);
}

function list({ name }: EksStage): string {
  return commandLine('rollback --list', name);
}
