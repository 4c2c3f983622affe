import type { Drill } from '../drill.ts';
import { apiServerDownInDeploy, apiServerDownInLoad } from './api-server-down.ts';
import { corednsDown } from './coredns-down.ts';
import { cpuStarvation } from './cpu-starvation.ts';
import { ctrlCDeploy, ctrlCRemove } from './ctrl-c.ts';
import { imageMissing } from './image-missing.ts';
import { k6Killed } from './k6-killed.ts';
import { killAll } from './kill-all.ts';
import { lateClock } from './late-clock.ts';
import { memoryLimit } from './memory-limit.ts';
import { metricsServerDown } from './metrics-server-down.ts';
import { misbehavingDrills } from './misbehaving.ts';
import { nodeRestart } from './node-restart.ts';
import { twoDeploys } from './two-deploys.ts';

/** Drills in which something breaks. The last two remove the cluster, and bring up another that no other drill knows. */
export const faultDrills: readonly Drill[] = [
  ...[killAll, ...misbehavingDrills, cpuStarvation, memoryLimit],
  ...[metricsServerDown, corednsDown, apiServerDownInLoad, apiServerDownInDeploy],
  ...[twoDeploys, imageMissing, lateClock, k6Killed, nodeRestart],
  ...[ctrlCDeploy, ctrlCRemove],
];
