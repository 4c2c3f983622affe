import { applyStage, restoreStage } from '../apply-stage.ts';
import type { Drill, DrillOutcome } from '../drill.ts';
import { expectNoFailure } from '../judge-loads.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf } from '../rollout.ts';
import { eachContainer } from '../stage-edits.ts';
import { callee } from '../watching/call.ts';
import { podChanges, readyPods } from '../watching/pod-changes.ts';
import { alsoFailing } from '../watching/judged.ts';
import { missingWords, problemLine, stackFaults } from '../watching/tool-answer.ts';
import { secondsUntil } from '../wait.ts';

/** Too little for Node to start in, and enough for the container runtime to. In MiB. */
const tooLittleMiB = 32;

export interface MemorySeen {
  /** Whether a new pod was killed for its memory. */
  readonly killed: boolean;
  /** What `status` printed then. */
  readonly status: string;
  /** What became of the pods that were there before, a sentence each. */
  readonly oldPods: readonly string[];
}

export const memoryLimit: Drill = {
  name: 'memory-limit',
  summary: `A new version of ${callee.name} is rolled out that may hold ${tooLittleMiB} MiB, less than it needs.`,
  should:
    'Its first pod is killed for its memory, `status` says so and what to do; the rollout takes no pod away that serves, and ' +
    'no request fails.',
  seconds: 60,
  run: async (context) => {
    const { progress, signal, tool } = context;
    const resources = {
      requests: { cpu: '60m', memory: '16Mi' },
      limits: { cpu: '500m', memory: `${tooLittleMiB}Mi` },
    };
    const edit = eachContainer((container) => ({ ...container, resources }), callee.name);
    try {
      const before = await readyPods(context, callee.name);
      const seen = await loadBeside(context, bothKinds, async (): Promise<MemorySeen> => {
        await applyStage(context, edit);
        progress(`waiting for a pod of ${callee.name} to be killed`);
        const wasKilled = async () => (await podsOf(context, callee.name)).some(({ status }) => isKilled(status));
        const killed = (await secondsUntil(wasKilled, 60, signal)) !== undefined;
        const { output } = await tool(['status']);
        return { killed, status: output, oldPods: podChanges(before, await readyPods(context, callee.name)) };
      });
      return judgeMemoryLimit(seen);
    } finally {
      await restoreStage(context);
    }
  },
};

type Status = Awaited<ReturnType<typeof podsOf>>[number]['status'];

function isKilled(status: Status): boolean {
  return (
    status?.containerStatuses?.some(({ state, lastState }) =>
      [state, lastState].some((one) => one?.terminated?.reason === 'OOMKilled'),
    ) ?? false
  );
}

export function judgeMemoryLimit({
  loads,
  result,
  starved,
}: Pick<Beside<MemorySeen>, 'loads' | 'result' | 'starved'>): DrillOutcome {
  const { killed, status, oldPods } = result;
  const told = problemLine({ output: status }, /OOMKilled/);
  const outcome = expectNoFailure(
    { loads, starved },
    `A new pod was ${killed ? '' : 'not '}killed; \`status\` says "${told}"`,
  );
  return alsoFailing(outcome, [
    ...(killed ? [] : ['No pod was killed, so that nothing was shown.']),
    ...missingWords({ output: status }, 'status', ['OOMKilled', 'memoryLimitMiB']),
    ...stackFaults({ output: status }, 'status'),
    ...oldPods,
  ]);
}
