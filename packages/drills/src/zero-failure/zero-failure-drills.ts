import type { Drill } from '../drill.ts';
import { deletePod } from './delete-pod.ts';
import { disruptionBudget } from './disruption-budget.ts';
import { drainNode } from './drain-node.ts';
import { killPod } from './kill-pod.ts';
import { rollingUpdate } from './rolling-update.ts';
import { scaleIn } from './scale-in.ts';
import { slowStart } from './slow-start.ts';

/** Drills in which pods come and go: nobody is to notice, but of a pod that dies without a word. */
export const zeroFailureDrills: readonly Drill[] = [
  rollingUpdate,
  slowStart,
  scaleIn,
  deletePod,
  disruptionBudget,
  drainNode,
  killPod,
];
