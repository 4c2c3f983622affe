import { AutoscalingV2Api } from '@kubernetes/client-node';
import type { Drill, DrillContext, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { alsoFailing } from '../watching/judged.ts';
import { type Absence, withoutSystemPart } from '../breaking/system-deployment.ts';
import { missingWords, problemLine, stackFaults } from '../watching/tool-answer.ts';
import { pause, secondsText, secondsUntil } from '../wait.ts';

/** Three rounds of the autoscaler (15 s), so that it has noticed. */
const downSeconds = 45;

/** Pods that an autoscaler wants, by its name. */
type Desired = Readonly<Record<string, number>>;

export interface BlindSeen {
  readonly before: Desired;
  readonly meanwhile: Desired;
  /** What `status` printed while metrics-server was away, and after. */
  readonly statusMeanwhile: string;
  readonly statusAfter: string;
  /** After how many seconds metrics-server was ready again, and after how many more the autoscalers saw. */
  readonly back: number | undefined;
  readonly sees: number | undefined;
}

export const metricsServerDown: Drill = {
  name: 'metrics-server-down',
  summary: `metrics-server is away for ${downSeconds} s, under load.`,
  should:
    'The autoscalers keep the pods that they have, and no request fails; `status` says what is missing and what to do. ' +
    'Once metrics-server is back, they see again by themselves.',
  seconds: 120,
  run: async (context) => judgeBlind(await loadBeside(context, bothKinds, () => blinded(context))),
};

async function blinded(context: DrillContext): Promise<BlindSeen> {
  const { progress, signal, tool } = context;
  const before = await desired(context);
  progress(`metrics-server is away for ${downSeconds} s`);
  const metricsServer = { name: 'metrics-server', app: 'metrics-server' } as const;
  const absence: Absence<Pick<BlindSeen, 'meanwhile' | 'statusMeanwhile'>> = await withoutSystemPart(
    context,
    metricsServer,
    async () => {
      await pause(downSeconds, signal);
      return { statusMeanwhile: (await tool(['status'])).output, meanwhile: await desired(context) };
    },
  );
  let statusAfter = '';
  const sees = await secondsUntil(
    async () => !(statusAfter = (await tool(['status'])).output).includes('<unknown>'),
    120,
    signal,
  );
  return { before, ...absence.result, statusAfter, back: absence.back, sees };
}

async function desired({ config, stage }: DrillContext): Promise<Desired> {
  const { items } = await config
    .makeApiClient(AutoscalingV2Api)
    .listNamespacedHorizontalPodAutoscaler({ namespace: stage.name });
  return Object.fromEntries(items.map(({ metadata, status }) => [metadata?.name ?? '', status?.desiredReplicas ?? 0]));
}

export function judgeBlind({
  loads,
  result,
  starved,
}: Pick<Beside<BlindSeen>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const { before, meanwhile, statusMeanwhile, statusAfter, back, sees } = result;
  // Fewer would be a scale-in that nobody has measured a reason for.
  const lost = Object.entries(before).filter(([name, pods]) => (meanwhile[name] ?? 0) < pods);
  const told = problemLine({ output: statusMeanwhile }, /metrics-server/);
  const done =
    `The autoscalers held ${Object.entries(meanwhile)
      .map(([name, pods]) => `${name} at ${pods}`)
      .join(', ')}; \`status\` ` +
    `said "${told}"; metrics-server was ready ${secondsText(back)} after it was let back, and the autoscalers saw ` +
    `${secondsText(sees)} later`;
  return alsoFailing(expectNoFailure({ loads, starved }, done), [
    ...lost.map(([name, pods]) => `The autoscaler of ${name} went from ${pods} pods to ${meanwhile[name] ?? 0}.`),
    ...missingWords({ output: statusMeanwhile }, 'status', ['<unknown>', 'metrics-server', 'npx eks-practice deploy']),
    ...stackFaults({ output: statusMeanwhile }, 'status'),
    ...(back === undefined ? ['metrics-server did not come back.'] : []),
    ...(sees === undefined || statusAfter.includes('<unknown>') ? ['The autoscalers do not see again.'] : []),
  ]);
}
