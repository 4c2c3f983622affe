import path from 'node:path';
import { kubeconfigPathOf } from '@eks-practice/local-cluster/kubeconfig';
import type { Progress } from '@eks-practice/machine/progress';
import { repositoryRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { KubeConfig } from '@kubernetes/client-node';
import type { TimedLine } from './step-seconds.ts';

const name = 'bench';

/** Other ports than a user's cluster has, unless the environment names some. */
const { EKS_PRACTICE_API_PORT: apiPort = '17443', EKS_PRACTICE_SERVICE_PORT: servicePort = '17080' } = process.env;

const environment = {
  ...{ EKS_PRACTICE_CLUSTER: name, EKS_PRACTICE_API_PORT: apiPort, EKS_PRACTICE_SERVICE_PORT: servicePort },
  // Of the Nx that may run the benchmark; and plain lines, which are read here.
  ...{ NX_DAEMON: 'false', NX_WORKSPACE_ROOT_PATH: '', NO_COLOR: '1', FORCE_COLOR: '0' },
};

/** A cluster of the benchmark's own, brought up and removed by the tool as a user would. */
export class BenchmarkCluster implements AsyncDisposable {
  /** The base URL of api. */
  readonly url = `http://127.0.0.1:${servicePort}`;
  private readonly progress: Progress;
  private deployed = false;

  constructor(progress: Progress) {
    this.progress = progress;
  }

  /**
   * Runs the tool's `deploy`.
   * @param root of the tree to deploy; @default - this repository
   * @returns what it printed, and when
   * @throws {CommandFailed} with what it printed
   */
  async deploy(root = repositoryRoot): Promise<TimedLine[]> {
    const lines: TimedLine[] = [];
    this.deployed = true;
    await this.tool(root, 'deploy', (text) => lines.push({ at: performance.now(), text }));
    return lines;
  }

  /** Deploys where nothing of this run is deployed yet. */
  async ensureDeployed(): Promise<void> {
    if (this.deployed) return;
    this.progress('deploying a cluster of the benchmark’s own');
    await this.deploy();
  }

  async remove(): Promise<void> {
    this.deployed = false;
    await this.tool(repositoryRoot, 'remove');
  }

  /** How to reach it; to be asked once it is deployed. */
  config(): KubeConfig {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfigPathOf(name));
    return config;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.deployed) await this.remove();
  }

  private async tool(root: string, verb: 'deploy' | 'remove', onLine: (line: string) => void = () => undefined) {
    const args = [path.join(root, 'packages/cli/src/main.ts'), verb];
    await run(process.execPath, args, { cwd: root, env: environment, onLine });
  }
}
