import { existsSync } from 'node:fs';
import { publicServices } from '@eks-practice/catalogue/services';
import { UserError } from '@eks-practice/errors/user-error';
import type { Stage } from '@eks-practice/stages/stage';

/** What a load is sent to, and where its effect is seen. */
export interface LoadTarget {
  /** The public service that the load is sent to. */
  readonly service: string;
  /** That service's base URL, e.g. `http://127.0.0.1:18080`. */
  readonly url: string;
  /** Leads to the cluster that the stage runs in. */
  readonly kubeconfigPath: string;
  /** Also names the namespace. */
  readonly stage: Stage;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The URL that load may be sent to, without a trailing slash. Only this machine itself: load on an address that somebody
 * else answers for is an attack.
 * @throws {UserError} `invalid-target` or `target-not-local`
 */
export function loopbackUrl(url: string): string {
  const remedy = 'Give the address of the local stage, as `npx eks-practice status` shows it: http://127.0.0.1:<port>.';
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.username || parsed.search || parsed.hash) {
    throw new UserError(`"${url}" is not an address that load can be sent to.`, { code: 'invalid-target', remedy });
  }
  if (!loopbackHosts.has(parsed.hostname)) {
    throw new UserError(`${parsed.host} is not this machine; load is sent to this machine only.`, {
      code: 'target-not-local',
      remedy,
    });
  }
  return parsed.href.replace(/\/+$/, '');
}

/** @throws {UserError} where load cannot be sent to that target, or nothing could be seen of it */
export function checkTarget(target: LoadTarget): LoadTarget {
  const names = publicServices.map(({ name }) => name);
  if (!names.includes(target.service)) {
    throw new UserError(`Load can be sent to a public service only, which "${target.service}" is not.`, {
      code: 'service-not-public',
      remedy: `Choose one of: ${names.join(', ')}. The others get their share through it.`,
    });
  }
  if (!existsSync(target.kubeconfigPath)) {
    throw new UserError(`There is no kubeconfig at ${target.kubeconfigPath}.`, {
      code: 'kubeconfig-missing',
      remedy: 'Deploy the stage first: `npx eks-practice deploy`.',
    });
  }
  return { ...target, url: loopbackUrl(target.url) };
}
