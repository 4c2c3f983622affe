import { services } from '@eks-practice/catalogue/services';
import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { UserError } from '@eks-practice/errors/user-error';
import type { Stage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { ownLabels, selectorOf } from '@eks-practice/workloads/labels';
import { commandLine } from '../command-line.ts';
import { answered } from '../kubernetes/client.ts';
import { secondsIn } from '../logs/duration.ts';
import type { LogExcerpt } from '../logs/pod-log.ts';
import { type OnPodLine, type PodSelection, followPodLogs, readPodLogs } from '../logs/pod-logs.ts';
import type { GlobalOptions } from '../options.ts';
import { readableLine } from '../output/log-line.ts';
import { prefixer } from '../output/prefix.ts';
import { placeOf } from '../place/place.ts';
import { requireRunning } from '../place/running-cluster.ts';
import { untilStopSignal } from '../stopping/stop-signal.ts';

export interface LogsOptions extends GlobalOptions {
  readonly follow: boolean;
  readonly previous: boolean;
  readonly tail?: string;
  readonly since?: string;
}

/** Prints what the pods of a stage, or of one of its services, have logged. */
export async function logs(service: string | undefined, options: LogsOptions): Promise<void> {
  const stage = stageNamed(options.stage);
  const labelSelector = selectorText(service === undefined ? ownLabels : selectorOf({ name: checkedName(service) }));
  const excerpt = excerptOf(options);
  const standing = await requireRunning(await placeOf(stage), 'read');
  const pods = { client: await standing.client(), namespace: stage.name, labelSelector };
  const prefixed = prefixer(await answered(podNames(pods, stage), stage.name));
  const print: OnPodLine = (pod, { text }) => console.log(options.json ? text : prefixed(pod, readableLine(text)));
  if (options.follow) {
    await followPodLogs(pods, excerpt, print, untilStopSignal());
  } else if ((await answered(readPodLogs(pods, excerpt, print), stage.name)) === 0) {
    console.error(
      options.previous ? 'No container has restarted, so none has a previous log.' : 'No container has started yet.',
    );
  }
}

/** @throws {UserError} `unknown-service` */
export function checkedName(name: string): string {
  const known = services.map((service) => service.name);
  if (known.includes(name)) return name;
  throw new UserError(`There is no service "${name}".${didYouMean(name, known)}`, {
    code: 'unknown-service',
    remedy: `Choose one of: ${known.join(', ')}; or none for all.`,
  });
}

/** @throws {UserError} `invalid-tail` or `invalid-duration` */
export function excerptOf({ tail, since, previous }: Pick<LogsOptions, 'tail' | 'since' | 'previous'>): LogExcerpt {
  if (tail !== undefined && !/^[1-9]\d{0,8}$/.test(tail)) {
    throw new UserError(`--tail ${tail} is not a number of lines.`, {
      code: 'invalid-tail',
      remedy: 'Give a whole number from 1 on, or leave it out for all lines.',
    });
  }
  return {
    previous,
    ...(tail === undefined ? {} : { tailLines: Number(tail) }),
    ...(since === undefined ? {} : { sinceSeconds: secondsIn(since, '--since') }),
  };
}

function selectorText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}

/** @throws {UserError} `nothing-deployed` where there are none */
async function podNames({ client, namespace, labelSelector }: PodSelection, stage: Stage): Promise<string[]> {
  const { items } = await client.core.listNamespacedPod({ namespace, labelSelector });
  if (items.length > 0) return items.map(({ metadata }) => metadata?.name ?? '');
  throw new UserError(`Stage ${stage.name} has no pods, so there is nothing to read.`, {
    code: 'nothing-deployed',
    remedy: `Run: ${commandLine('deploy', stage.name)}`,
  });
}
