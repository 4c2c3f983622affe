import { awsCliToken, kubeconfigFor } from '@eks-practice/aws/cluster/kubeconfig';
import { clusterAccess, clusterState } from '@eks-practice/aws/cluster/cluster-access';
import { earlierDeploys } from '@eks-practice/aws/deploy-history';
import { type AwsSession, clusterSession } from '@eks-practice/aws/session';
import { readStack } from '@eks-practice/aws/stack/stack-state';
import { workloadsStackName } from '@eks-practice/infra/names';
import type { EksStage } from '@eks-practice/stages/stage';
import { commandLine } from '../command-line.ts';
import type { Finding } from '../doctor/finding.ts';
import { type Held, heldEksStage } from '../lock/held.ts';
import { answered } from '../kubernetes/client.ts';
import type { DeployOptions, Place } from './place.ts';
import { type Deployed, stageOutputs } from './stage-outputs.ts';
import type { AwsFacts, Standing } from './standing.ts';
import { publicAddresses } from '../deploy/load-balancer.ts';
import { clientTo, eksKubeconfigPath, writeEksKubeconfig } from '../eks-cluster/reach.ts';

/** A stage in a cluster on EKS. */
export class EksPlace implements Place {
  readonly stage: EksStage;
  readonly held: Held;
  #session: Promise<AwsSession> | undefined;

  constructor(stage: EksStage) {
    this.stage = stage;
    this.held = heldEksStage(stage.name, stage.cluster);
  }

  async session(): Promise<AwsSession> {
    return (this.#session ??= clusterSession(this.stage.cluster));
  }

  async look(): Promise<Standing> {
    const { stage } = this;
    const { cluster, name } = stage;
    const session = await this.session();
    const [aws, found] = await Promise.all([this.#facts(session), clusterState(session, cluster)]);
    const kubeconfigPath = eksKubeconfigPath(cluster);
    const deploy = commandLine('deploy', name);
    if (!found?.answers) {
      return {
        state: found?.status.toLowerCase() ?? 'absent',
        bringUp: `npx eks-practice cluster deploy ${cluster.name}, and then ${deploy}`,
        ...{ kubeconfigPath, aws, urls: {} },
        client: () => Promise.reject(new RangeError(`the cluster ${cluster.name} cannot be asked`)),
      };
    }
    const access = await clusterAccess(session, cluster);
    await writeEksKubeconfig(cluster, access);
    const client = await clientTo(session, access);
    const addresses = await answered(publicAddresses(client, stage), name);
    const urls = Object.fromEntries(Object.entries(addresses).map(([service, { url }]) => [service, url]));
    return { state: 'running', bringUp: deploy, kubeconfigPath, aws, urls, client: async () => client };
  }

  async deploy(options: DeployOptions): Promise<Deployed> {
    const { deployEks } = await import('../deploy/deploy-eks.ts');
    const { images, ...done } = await deployEks(this.stage, await this.session(), options);
    return { ...stageOutputs(this.stage, await this.look(), images), ...done };
  }

  async kubeconfig(): Promise<string> {
    const access = await clusterAccess(await this.session(), this.stage.cluster);
    return kubeconfigFor(access, awsCliToken(access));
  }

  async examine(): Promise<readonly Finding[]> {
    const { examineEks } = await import('../doctor/examine-eks.ts');
    return examineEks(this.stage);
  }

  async #facts(session: AwsSession): Promise<AwsFacts> {
    const stack = workloadsStackName(this.stage.name);
    const [found, deploys] = await Promise.all([readStack(session, stack), earlierDeploys(session, this.stage)]);
    const { account, region } = session;
    return { account, region, stack, stackStatus: found?.status ?? null, deploy: deploys.at(-1)?.number ?? null };
  }
}
