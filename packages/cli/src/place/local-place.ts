import { readFile } from 'node:fs/promises';
import { requireDocker } from '@eks-practice/machine/docker/docker-daemon';
import type { Stage } from '@eks-practice/stages/stage';
import { commandLine } from '../command-line.ts';
import type { Finding } from '../doctor/finding.ts';
import { type Held, heldLocalCluster } from '../lock/held.ts';
import { type LocalTarget, localTarget } from './local-target.ts';
import type { DeployOptions, Place } from './place.ts';
import { requireRunning } from './running-cluster.ts';
import type { Deployed } from './stage-outputs.ts';
import type { Standing } from './standing.ts';

/** A stage in a container on this machine. */
export class LocalPlace implements Place {
  readonly stage: Stage;
  readonly held: Held;
  readonly target: LocalTarget;

  constructor(stage: Stage, target: LocalTarget = localTarget(stage)) {
    this.stage = stage;
    this.target = target;
    this.held = heldLocalCluster(target.cluster.name);
  }

  async session(): Promise<undefined> {
    return undefined;
  }

  /** @throws {UserError} `docker-not-installed` or `docker-not-running` */
  async look(): Promise<Standing> {
    await requireDocker();
    const { cluster, urls } = this.target;
    const { kubeconfigPath } = cluster;
    return {
      state: await cluster.state(),
      bringUp: commandLine('deploy', this.stage.name),
      kubeconfigPath,
      client: async () => (await import('../kubernetes/client.ts')).kubernetesClient(kubeconfigPath),
      urls,
    };
  }

  async deploy(options: DeployOptions): Promise<Deployed> {
    const { deployLocal } = await import('../deploy/deploy-local.ts');
    return deployLocal(this.stage, this.target, options);
  }

  async kubeconfig(): Promise<string> {
    const { kubeconfigPath } = await requireRunning(this, 'connect to');
    return readFile(kubeconfigPath, 'utf8');
  }

  async examine(): Promise<readonly Finding[]> {
    const { examine } = await import('../doctor/examine.ts');
    return examine(this.stage, this.target);
  }
}
