import { docker, inspectImage, isNotFound } from '@eks-practice/machine/docker/docker';
import type { Container, ContainerInspectInfo } from 'dockerode';
import { type PlannedNode, clusterLabel } from './cluster-options.ts';
import { type NodeExecResult, nodeExec } from './node-exec.ts';
import { foreignContainer } from './start-errors.ts';

/** The container that a node of a cluster runs in: there or not, running or not. */
export class NodeContainer {
  readonly node: PlannedNode;
  readonly #cluster: string;

  constructor(cluster: string, node: PlannedNode) {
    this.#cluster = cluster;
    this.node = node;
  }

  get container(): Container {
    return docker.getContainer(this.node.name);
  }

  /** @throws {UserError} `foreign-container` where another has its name */
  async inspect(): Promise<ContainerInspectInfo | undefined> {
    try {
      const found = await this.container.inspect();
      if (found.Config.Labels?.[clusterLabel] !== this.#cluster) throw foreignContainer(this.node.name);
      return found;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async exec(command: readonly string[]): Promise<NodeExecResult> {
    return nodeExec(this.container, [...command]);
  }
}

export function isRunning({ State }: ContainerInspectInfo): boolean {
  return State.Running && !State.Paused && !State.Restarting;
}

/**
 * Whether a node that was made of one image may go on with another: both are built here, of the same Kubernetes. Any other
 * cannot be trusted with its state.
 */
export async function mayReplace(image: string, by: string): Promise<boolean> {
  const [former, next] = await Promise.all([builtRelease(image), builtRelease(by)]);
  return former !== undefined && former === next;
}

async function builtRelease(image: string): Promise<string | undefined> {
  const environment = (await inspectImage(image))?.Config.Env ?? [];
  return environment.find((variable) => variable.startsWith('KUBERNETES_VERSION='));
}
