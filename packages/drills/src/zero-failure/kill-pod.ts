import { entryService } from '@eks-practice/loadtests/entry-service';
import { RunInvalid } from '@eks-practice/loadtests/run-invalid';
import type { V1Pod } from '@kubernetes/client-node';
import type { Drill, DrillContext } from '../drill.ts';
import { type Outage, expectFailuresWithin } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, untilRolledOut } from '../rollout.ts';
import { untilNothingMissing } from '../wait.ts';

/** A process dies without a word, as for want of memory. Nobody can hide that: its requests were with it. */
export const killPod: Drill = {
  name: 'kill-pod',
  summary: `The process of one ${entryService} pod is killed (SIGKILL).`,
  should: 'Requests fail until its endpoint is gone, each of them for that reason, and none after.',
  seconds: 25,
  run: async (context) => {
    const seen = await loadBeside(context, bothKinds, async ({ note }) => {
      const [pod] = await podsOf(context, entryService);
      if (!pod) throw new RunInvalid(`There is no pod of ${entryService}.`);
      const { at } = note(`the process of pod ${nameOf(pod)} was killed`);
      await kill(context, pod);
      await untilRestarted(context, pod);
      return { at, name: nameOf(pod) };
    });
    return expectFailuresWithin(seen, outageOf(seen), `the process of ${seen.result.name} was killed, and runs again`);
  },
};

/** A request in flight when the process dies may have been begun this long before, in milliseconds. */
const inFlightMs = 1_000;

/** From the endpoint's end until no proxy sends requests there: kube-proxy writes its rules once a second at most. */
const proxyMs = 2_000;

/** When requests may fail: until the endpoint is gone, or where it was not seen to go, until the process was back. */
export function outageOf({ events, result }: Pick<Beside<{ readonly at: number }>, 'events' | 'result'>): Outage {
  const from = result.at - inFlightMs;
  const next = (kind: string): number | undefined =>
    events.find((event) => event.at >= result.at && event.kind === kind && event.text.startsWith(`${entryService} `))
      ?.at;
  const gone = next('endpoint-lost');
  if (gone !== undefined)
    return { from, to: gone + proxyMs, text: 'until its endpoint was gone, 1 s before and 2 s after included' };
  return { from, to: result.at + unseenMs + proxyMs, text: 'until it was back, 1 s before and 2 s after included' };
}

/** A process that is back before the kubelet has looked (once a second) was never missed, in milliseconds. */
const unseenMs = 1_000;

/** Through the container runtime: the Kubernetes API only ever asks first. */
async function kill({ cluster }: DrillContext, pod: V1Pod): Promise<void> {
  const id = pod.status?.containerStatuses?.[0]?.containerID?.replace('containerd://', '') ?? '';
  const command = ['ctr', '--namespace', 'k8s.io', 'task', 'kill', '--signal', 'SIGKILL', id];
  const { exitCode, stderr } = await cluster.execOnNode(pod.spec?.nodeName ?? '', command);
  if (exitCode !== 0) throw new Error(`${command.join(' ')} ended with exit code ${exitCode}: ${stderr}`);
}

/** Until the process runs again and is ready. */
async function untilRestarted(context: DrillContext, before: V1Pod): Promise<void> {
  await untilNothingMissing(context, 60, async () => {
    const now = (await podsOf(context, entryService)).find((pod) => nameOf(pod) === nameOf(before));
    return now && restarts(now) > restarts(before) ? [] : [`the process of ${nameOf(before)} is not started again`];
  });
  await untilRolledOut(context);
}

function restarts({ status }: V1Pod): number {
  return status?.containerStatuses?.[0]?.restartCount ?? 0;
}

function nameOf({ metadata }: V1Pod): string {
  return metadata?.name ?? '';
}
