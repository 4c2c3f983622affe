import { CoreV1Api } from '@kubernetes/client-node';
import type { DrillContext } from '../drill.ts';
import { type Beside, bothKinds, loadBeside } from '../load-beside.ts';
import { podsOf, untilRolledOut } from '../rollout.ts';
import { goneAtOnce, unnoticed } from './unnoticed.ts';

/** Somebody deletes pods by hand. */
export const deletePod = unnoticed({
  name: 'delete-pod',
  summary: 'Three times over, one pod of each service is deleted, as `kubectl delete pod` does it.',
  seconds: 100,
  underLoad: deleted,
  control: goneAtOnce(deleted),
  done: doneText,
});

/** One deletion may be over before a request meets it. */
const rounds = 3;

function deleted(context: DrillContext): Promise<Beside<number>> {
  return loadBeside(context, bothKinds, async () => {
    let count = 0;
    for (let round = 0; round < rounds; round++) {
      for (const service of Object.keys(context.stage.services)) count += await deleteOne(context, service);
      await untilRolledOut(context);
    }
    return count;
  });
}

async function deleteOne(context: DrillContext, service: string): Promise<number> {
  const [oldest] = (await podsOf(context, service)).sort(
    (a, b) => Number(a.metadata?.creationTimestamp) - Number(b.metadata?.creationTimestamp),
  );
  if (!oldest) return 0;
  const name = oldest.metadata?.name ?? '';
  await context.config.makeApiClient(CoreV1Api).deleteNamespacedPod({ name, namespace: context.stage.name });
  return 1;
}

function doneText({ result }: Beside<number>): string {
  return `${result} pods were deleted`;
}
