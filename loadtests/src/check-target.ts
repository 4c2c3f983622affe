import { existsSync } from 'node:fs';
import { publicServices } from '@eks-practice/catalogue/services';
import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import { isOnEks } from '@eks-practice/stages/stage';
import { failureReason } from './failure-reason.ts';
import type { LoadTarget } from './load-target.ts';
import { stageHosts } from './recorder/stage-hosts.ts';

const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The URL that load may be sent to, without a trailing slash. Only this machine itself: load on an address that somebody
 * else answers for is an attack.
 * @throws {UserError} `invalid-target` or `target-not-local`
 */
export function loopbackUrl(url: string): string {
  const remedy = 'Give the address of the local stage, as `npx eks-practice status` shows it: http://127.0.0.1:<port>.';
  const parsed = parsedUrl(url, remedy);
  if (!loopbackHosts.includes(parsed.hostname)) {
    throw new UserError(`${parsed.host} is not this machine; load is sent to this machine only.`, {
      code: 'target-not-local',
      remedy,
    });
  }
  return parsed.href.replace(/\/+$/, '');
}

/**
 * The same for a stage on EKS: only what its own cluster names as the stage's address.
 * @param hosts from {@link stageHosts}
 * @throws {UserError} `invalid-target` or `target-not-of-stage`
 */
export function stageUrl(url: string, stage: string, hosts: readonly string[]): string {
  const remedy = `Give the address that \`npx eks-practice outputs --stage ${stage}\` shows.`;
  const parsed = parsedUrl(url, remedy);
  if (!hosts.includes(parsed.hostname)) {
    const own = hosts.length === 0 ? 'it has none yet' : `it has ${hosts.join(', ')}`;
    throw new UserError(
      `${parsed.host} is no address of stage ${stage} (${own}); load is sent to a stage's own only.`,
      {
        code: 'target-not-of-stage',
        remedy,
      },
    );
  }
  return parsed.href.replace(/\/+$/, '');
}

function parsedUrl(url: string, remedy: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && ['http:', 'https:'].includes(parsed.protocol) && !parsed.username && !parsed.search && !parsed.hash)
    return parsed;
  throw new UserError(`"${url}" is not an address that load can be sent to.`, { code: 'invalid-target', remedy });
}

/** @throws {UserError} `service-not-public` */
export function requirePublic(service: string): void {
  const names = publicServices.map(({ name }) => name);
  if (names.includes(service)) return;
  const problem = `Load can be sent to a public service only, which "${service}" is not.`;
  throw new UserError(`${problem}${didYouMean(service, names)}`, {
    code: 'service-not-public',
    remedy: `Choose one of: ${names.join(', ')}. The others get their share through it.`,
  });
}

/** @throws {UserError} where load cannot be sent to that target, or nothing could be seen of it */
export async function checkTarget(target: LoadTarget): Promise<LoadTarget> {
  const { service, stage, kubeconfigPath, url } = target;
  requirePublic(service);
  if (!existsSync(kubeconfigPath)) {
    throw new UserError(`There is no kubeconfig at ${kubeconfigPath}.`, {
      code: 'kubeconfig-missing',
      remedy: `Deploy the stage first: npx eks-practice deploy --stage ${stage.name}`,
    });
  }
  if (!isOnEks(stage)) return { ...target, url: loopbackUrl(url) };
  const hosts = await stageHosts(target).catch((error: unknown) => {
    throw new UserError(`The cluster of stage ${stage.name} does not answer: ${failureReason(error)}.`, {
      code: 'kubernetes-unreachable',
      remedy: `See how it stands: npx eks-practice status --stage ${stage.name}`,
      cause: error,
    });
  });
  return { ...target, url: stageUrl(url, stage.name, hosts) };
}
