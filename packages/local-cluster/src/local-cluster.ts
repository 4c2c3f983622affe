import { readFile } from 'node:fs/promises';
import type { Progress } from '@eks-practice/machine/progress';
import { awaitCluster } from './await-cluster.ts';
import { type LocalClusterOptions, differences, madeFor, plannedNodes } from './cluster-options.ts';
import { joinSecret } from './container-spec.ts';
import { remembers } from './create-container.ts';
import { kubeconfigFor, kubeconfigPathOf, removeKubeconfig, writeKubeconfig } from './kubeconfig.ts';
import { removeLeftovers } from './leftovers.ts';
import { loadImages } from './loading/load-images.ts';
import { ensureNetwork } from './network.ts';
import { NodeContainer, isRunning } from './node-container.ts';
import type { NodeExecResult } from './node-exec.ts';
import { raiseNode } from './raise-node.ts';
import { missing } from './readiness.ts';
import { differentCluster } from './start-errors.ts';

export type { LocalClusterOptions } from './cluster-options.ts';
export type { NodeExecResult } from './node-exec.ts';

export type ClusterState = 'absent' | 'stopped' | 'running';

/** Inside every node, and of the first one's API. */
const nodeKubeconfig = '/etc/rancher/k3s/k3s.yaml';

/**
 * A Kubernetes cluster of one to three nodes, a container each, on a Docker network of their own. It outlives this
 * process, Docker's daemon and a reboot; only `remove` ends it.
 */
export class LocalCluster {
  /** Of the cluster alone; there once it has been up. */
  readonly kubeconfigPath: string;
  readonly #options: LocalClusterOptions;
  readonly #server: NodeContainer;
  readonly #agents: readonly NodeContainer[];

  constructor(options: LocalClusterOptions) {
    this.#options = options;
    this.kubeconfigPath = kubeconfigPathOf(options.name);
    const [server, ...agents] = plannedNodes(options).map((node) => new NodeContainer(options.name, node));
    if (!server) throw new RangeError(`the cluster ${options.name} is to have no node`);
    this.#server = server;
    this.#agents = agents;
  }

  get name(): string {
    return this.#options.name;
  }

  /** The URL of the Kubernetes API. */
  get apiUrl(): string {
    return `https://127.0.0.1:${this.#options.apiPort}`;
  }

  /**
   * The names of its nodes, which are those of their containers too. The first one has the API, DNS and metrics-server, and
   * is where requests come in.
   */
  nodes(): readonly string[] {
    return this.#nodes.map(({ node }) => node.name);
  }

  /** Of the node that has the API: with it, the cluster can be asked, whatever its others do. */
  async state(): Promise<ClusterState> {
    const found = await this.#server.inspect();
    if (!found) return 'absent';
    return isRunning(found) ? 'running' : 'stopped';
  }

  /**
   * Makes the cluster or starts it again, and returns when it can take work: every node and DNS answer, and where it was
   * there before, metrics too; and every node has the images.
   * @param image what its nodes run; may still be in the making
   * @param images what the pods run, in Docker; handed to each node while it sets itself up
   * @returns the references of those images that some node had not got
   * @throws {UserError} `port-in-use`, `foreign-container`, `cluster-differs`, `cluster-died`, `inotify-exhausted` or `cluster-not-ready`
   */
  async up(image: string | Promise<string>, images: readonly string[], progress: Progress): Promise<string[]> {
    // What cannot work is said before anybody waits for an image.
    const [reference] = await Promise.all([image, this.#requireAsAsked()]);
    const isNew = !(await remembers(this.name, this.nodes()[0] ?? ''));
    // Of another cluster than the one that is about to be made.
    if (isNew) await removeLeftovers(this.name, [], progress);
    await ensureNetwork(this.name);
    const raising = { options: this.#options, image: reference };
    const server = raiseNode(this.#server, raising, progress);
    const agents = this.#agents.map(async (agent) => {
      await server;
      await raiseNode(agent, { ...raising, join: () => this.#join(agent, isNew, progress) }, progress);
    });
    const loaded = await this.#untilAll([server, ...agents], { isNew, images }, progress);
    for (const surplus of await removeLeftovers(this.name, this.nodes(), progress)) await this.#forget(surplus);
    return loaded;
  }

  /**
   * Removes the cluster and everything it left: containers, volumes, network, kubeconfig. The pods' cgroups go with the
   * containers. Does nothing where there is nothing, so one that was cut short is finished by the next.
   * @throws {UserError} `foreign-container`
   */
  async remove(progress: Progress): Promise<void> {
    for (const node of this.#nodes) await node.inspect();
    await removeLeftovers(this.name, [], progress);
    await removeKubeconfig(this.kubeconfigPath);
  }

  /** Runs a command in a node to its end; any exit code is an answer. */
  async execOnNode(name: string, command: readonly string[]): Promise<NodeExecResult> {
    return this.#nodeNamed(name).exec(command);
  }

  /** Ends a node in good order and starts it again; when this returns, the node is far from ready. */
  async restartNode(name: string): Promise<void> {
    await this.#nodeNamed(name).container.restart();
  }

  get #nodes(): readonly NodeContainer[] {
    return [this.#server, ...this.#agents];
  }

  /** @throws {RangeError} where the cluster has no such node */
  #nodeNamed(name: string): NodeContainer {
    const found = this.#nodes.find(({ node }) => node.name === name);
    if (!found) throw new RangeError(`the cluster ${this.name} has no node ${name}, but ${this.nodes().join(', ')}`);
    return found;
  }

  async #requireAsAsked(): Promise<void> {
    const made = madeFor((await this.#server.inspect())?.Config.Labels ?? {});
    const differs = made ? differences(made, this.#options) : [];
    if (differs.length > 0) throw differentCluster(this.name, differs);
  }

  /** What lets a node join; one that remembers nothing of the cluster is forgotten by it first. */
  async #join({ node }: NodeContainer, isNew: boolean, progress: Progress) {
    let secret = '';
    const look = async (): Promise<string | undefined> => {
      const answer = await this.#server.exec(['cat', joinSecret.onServer]).catch(() => undefined);
      if (answer?.exitCode !== 0) return 'the first node to set itself up';
      secret = answer.stdout;
      if (isNew || (await remembers(this.name, node.name))) return undefined;
      return (await this.#forget(node.name)) ? undefined : 'the Kubernetes API';
    };
    await awaitCluster([this.#server], look, progress);
    return { secret, privileged: (await this.#server.inspect())?.HostConfig.Privileged ?? true };
  }

  /** @returns whether the API has no node of that name any more */
  async #forget(node: string): Promise<boolean> {
    const kubectl = ['kubectl', `--kubeconfig=${nodeKubeconfig}`, 'delete', 'node', node, '--ignore-not-found'];
    return this.#server.exec(kubectl).then(
      ({ exitCode }) => exitCode === 0,
      () => false,
    );
  }

  /** @param raised ends for each node when its container runs */
  async #untilAll(
    raised: readonly Promise<void>[],
    { isNew, images }: { readonly isNew: boolean; readonly images: readonly string[] },
    progress: Progress,
  ): Promise<string[]> {
    const failed = new AbortController();
    const nodes = this.#nodes.map(({ container }, index) => ({
      container,
      raised: raised[index] ?? Promise.resolve(),
    }));
    const ready = Promise.all(raised).then(() => this.#untilReady(isNew, progress));
    try {
      const [loaded] = await Promise.all([loadImages(nodes, images, { progress, signal: failed.signal }), ready]);
      return loaded;
    } catch (error) {
      failed.abort();
      throw error;
    }
  }

  async #untilReady(isNew: boolean, progress: Progress): Promise<void> {
    // The client is large, and most of what asks for a cluster does not wait for it.
    const { readClusterFacts } = await import('./cluster-facts.ts');
    let kubeconfig: string | undefined;
    const look = async (starts: ReadonlyMap<string, Date>): Promise<string | undefined> => {
      kubeconfig ??= await this.#takeKubeconfig();
      if (kubeconfig === undefined) return 'the first node to set itself up';
      const facts = await readClusterFacts(kubeconfig).catch(() => undefined);
      if (facts) return missing(facts, { starts, isNew });
      // It may have been that of a start that was cut short.
      kubeconfig = undefined;
      return 'the Kubernetes API';
    };
    await awaitCluster(this.#nodes, look, progress);
  }

  /** Brings the kubeconfig's file in step with the first node's. */
  async #takeKubeconfig(): Promise<string | undefined> {
    // A container that has just ended cannot be asked; the next look at it says so.
    const answer = await this.#server.exec(['cat', nodeKubeconfig]).catch(() => undefined);
    if (answer?.exitCode !== 0) return undefined;
    const wanted = kubeconfigFor(answer.stdout, `eks-practice-${this.name}`, this.#options.apiPort);
    const present = await readFile(this.kubeconfigPath, 'utf8').catch(() => undefined);
    if (present !== wanted) await writeKubeconfig(this.kubeconfigPath, wanted);
    return wanted;
  }
}
