import { UserError } from '@eks-practice/errors/user-error';
import type { KubernetesClient } from './client.ts';
import { wrongArchitecture } from './container-problem.ts';
import type { Finding } from './workload-state.ts';

/** How much of a container's log is worth a look at the end of a deploy. */
const logLines = 20;
const lineLength = 300;

/**
 * The error for a rollout that will not end: each reason once, with the last lines of a container that has it.
 * @param serves whether pods of before still serve
 */
export async function stalled(
  client: KubernetesClient,
  namespace: string,
  found: readonly Finding[],
  { serves }: { readonly serves: boolean },
): Promise<UserError> {
  const groups = Object.values(Object.groupBy(found, ({ workload, problem }) => `${workload} ${problem.cause}`));
  const explained = await Promise.all(groups.map((group) => explain(client, namespace, group ?? [])));
  const workloads = [...new Set(found.map(({ workload }) => workload))].join(' and ');
  const remedies = [...new Set(explained.map(({ remedy }) => remedy))];
  const after = serves ? 'The pods that served before still serve.' : 'Nothing serves yet.';
  return new UserError(`The rollout of ${workloads} cannot go on:\n${explained.map(({ text }) => text).join('\n')}`, {
    code: 'rollout-stalled',
    remedy: [...remedies, `${after} Once it is mended, deploy again.`].join('\n  '),
  });
}

async function explain(
  client: KubernetesClient,
  namespace: string,
  [first, ...others]: readonly Finding[],
): Promise<{ text: string; remedy: string }> {
  if (!first) return { text: '', remedy: '' };
  const lines = await lastLines(client, namespace, first);
  const { reason, remedy } = lines.some((line) => /exec format error/.test(line)) ? wrongArchitecture : first.problem;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const quoted = lines.map((line) => `\n      | ${line.slice(0, lineLength)}`).join('');
  return { text: `  - ${first.subject}${more}: ${reason}${quoted}`, remedy };
}

async function lastLines(
  { core }: KubernetesClient,
  namespace: string,
  { subject, problem }: Finding,
): Promise<string[]> {
  const { log } = problem;
  if (!log) return [];
  const request = { namespace, name: subject, container: log.container, previous: log.previous, tailLines: logLines };
  // A container may have gone, and its log with it: the reason stands without.
  const text = await core.readNamespacedPodLog(request).catch(() => '');
  return text.split('\n').filter((line) => line.trim() !== '');
}
