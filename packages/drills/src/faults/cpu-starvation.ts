import { CoreV1Api, type V1Pod } from '@kubernetes/client-node';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf } from '../rollout.ts';
import { callee } from '../watching/call.ts';
import { busyScript, nodeInImage } from '../breaking/stand-in.ts';
import { pause } from '../wait.ts';

/** How long every node is kept busy, in seconds. */
const busySeconds = 20;

/** The pods end by themselves, whatever becomes of the drill. In seconds. */
const deadlineSeconds = busySeconds + 40;

const label = 'eks-practice.drill';

export const cpuStarvation: Drill = {
  name: 'cpu-starvation',
  summary: `On every node a pod without requests (BestEffort) wants all of the CPU for ${busySeconds} s.`,
  should:
    "No request fails and none is dropped: the pods' CPU requests are their weight against what has none. Latency may rise.",
  seconds: 50,
  run: async (context) => {
    const { config, progress, signal, stage } = context;
    const core = config.makeApiClient(CoreV1Api);
    const { items: nodes } = await core.listNode();
    const image = (await podsOf(context, callee.name))[0]?.spec?.containers[0]?.image ?? '';
    try {
      return judgeStarvation(
        await loadBeside(context, bothKinds, async ({ note }) => {
          await pause(5, signal);
          for (const [index, { metadata }] of nodes.entries()) {
            await core.createNamespacedPod({
              namespace: stage.name,
              body: busyPod(index, metadata?.name ?? '', image),
            });
          }
          progress(`every core of ${nodes.length} nodes is busy for ${busySeconds} s`);
          note(`the nodes were kept busy for ${busySeconds} s`);
          await pause(busySeconds, signal);
          return busyPods(context);
        }),
      );
    } finally {
      await core.deleteCollectionNamespacedPod({ namespace: stage.name, labelSelector: label, gracePeriodSeconds: 0 });
    }
  },
};

async function busyPods({ config, stage }: DrillContext): Promise<number> {
  const { items } = await config
    .makeApiClient(CoreV1Api)
    .listNamespacedPod({ namespace: stage.name, labelSelector: label });
  return items.filter(({ status }) => status?.phase === 'Running' || status?.phase === 'Succeeded').length;
}

/** The machine is meant to be used up here, so that this is no excuse. */
export function judgeStarvation({ loads, result: busy }: Pick<Beside<number>, 'loads' | 'result'>): DrillOutcome {
  if (busy === 0) return { verdict: 'invalid', did: 'The pods that were to keep the nodes busy did not run.', loads };
  const p95 = loads.map(({ connections, requests }) => `${Math.ceil(requests.p95Ms ?? 0)} ms on ${connections} ones`);
  const done = `Every core was wanted by ${busy} busy pod${busy === 1 ? '' : 's'}; p95 was ${p95.join(' and ')}`;
  return expectNoFailure({ loads, starved: undefined }, done);
}

/** As restricted as the namespace asks for, and of the lowest class of all: it has neither requests nor limits. */
function busyPod(index: number, nodeName: string, image: string): V1Pod {
  return {
    metadata: { name: `drill-busy-${index}`, labels: { [label]: 'busy' } },
    spec: {
      nodeName,
      restartPolicy: 'Never',
      activeDeadlineSeconds: deadlineSeconds,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          ...{ name: 'busy', image, command: [nodeInImage, '-e', busyScript(busySeconds)] },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
