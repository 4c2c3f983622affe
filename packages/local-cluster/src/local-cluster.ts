import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker, isNotFound } from '@eks-practice/machine/docker';
import type { Progress } from '@eks-practice/machine/progress';
import type { ContainerInspectInfo } from 'dockerode';
import { readClusterFacts } from './cluster-facts.ts';
import { type LocalClusterOptions, clusterLabel, containerName, differences, optionsOf } from './container-spec.ts';
import { createContainer } from './create-container.ts';
import { kubeconfigFor, kubeconfigPathOf, removeKubeconfig, writeKubeconfig } from './kubeconfig.ts';
import { loadImages } from './load-images.ts';
import { nodeExec } from './node-exec.ts';
import { lastLines } from './node-log.ts';
import { type NodeStarts, missing } from './readiness.ts';
import { clusterDied, clusterNotReady, differentCluster, foreignContainer, startError } from './start-errors.ts';

export type { LocalClusterOptions } from './container-spec.ts';

export type ClusterState = 'absent' | 'stopped' | 'running';

/** How long each thing is waited for, in seconds; a slow machine needs a minute for all of them. */
const patience = 300;

/**
 * A Kubernetes cluster of one node in a container. It outlives this process, Docker's daemon and a reboot; only
 * `remove` ends it.
 */
export class LocalCluster {
  /** Of the cluster alone; there once it has been up. */
  readonly kubeconfigPath: string;
  readonly #options: LocalClusterOptions;

  constructor(options: LocalClusterOptions) {
    this.#options = options;
    this.kubeconfigPath = kubeconfigPathOf(options.name);
  }

  /** The cluster of that name as it was made, with its ports; undefined where there is none. */
  static async find(name: string): Promise<LocalCluster | undefined> {
    const options = optionsOf((await inspect(name))?.Config.Labels ?? {});
    return options && new LocalCluster(options);
  }

  get name(): string {
    return this.#options.name;
  }

  /** The URL of the Kubernetes API. */
  get apiUrl(): string {
    return `https://127.0.0.1:${this.#options.apiPort}`;
  }

  async state(): Promise<ClusterState> {
    const found = await inspect(this.name);
    if (!found) return 'absent';
    return found.State.Running && !found.State.Paused && !found.State.Restarting ? 'running' : 'stopped';
  }

  /**
   * Makes the cluster or starts it again, and returns when it can take work: node, DNS and metrics answer.
   * @param image what its node runs; may still be in the making
   * @throws {UserError} `port-in-use`, `foreign-container`, `cluster-differs`, `cluster-died` or `cluster-not-ready`
   */
  async up(image: string | Promise<string>, progress: Progress): Promise<void> {
    // What cannot work is said before anybody waits for an image.
    const [reference, found] = await Promise.all([image, this.#existing()]);
    if (!found || (await this.#putAside(found, reference, progress))) {
      await createContainer(this.#options, reference, progress);
    } else {
      if (found.Config.Image !== reference) {
        throw differentCluster(this.name, [`its image is ${found.Config.Image}, not ${reference}`]);
      }
      await this.#start(found, progress);
    }
    await this.#untilReady(progress);
  }

  /**
   * Hands images from Docker to the node, where it has not got them.
   * @returns the references that it had not got
   */
  async loadImages(references: readonly string[], progress: Progress): Promise<string[]> {
    return loadImages(this.#container, references, progress);
  }

  /**
   * Removes the cluster and everything it left: container, volumes, kubeconfig. The pods' cgroups go with the container.
   * Does nothing where there is nothing, so one that was cut short is finished by the next.
   * @throws {UserError} `foreign-container`
   */
  async remove(progress: Progress): Promise<void> {
    if (await inspect(this.name)) {
      progress('removing the node');
      await this.#container.remove({ force: true, v: true }).catch(unlessGoing);
      for (let tries = 0; tries < 100 && (await inspect(this.name)); tries++) await sleep(100);
    }
    const { Volumes } = await docker.listVolumes({ filters: { label: [`${clusterLabel}=${this.name}`] } });
    if (Volumes.length > 0) progress('removing its volumes');
    for (const { Name } of Volumes) await docker.getVolume(Name).remove().catch(unlessGone);
    await removeKubeconfig(this.kubeconfigPath);
  }

  get #container() {
    return docker.getContainer(containerName(this.name));
  }

  async #existing(): Promise<ContainerInspectInfo | undefined> {
    const found = await inspect(this.name);
    const made = found && optionsOf(found.Config.Labels);
    const differs = made ? differences(made, this.#options) : [];
    if (differs.length > 0) throw differentCluster(this.name, differs);
    return found;
  }

  /**
   * Removes a container that cannot become the node, but not what the cluster remembers: one that has ports for another
   * number of public services, or was never started since whoever made it was stopped between the two.
   * @returns whether it did
   */
  async #putAside(found: ContainerInspectInfo, image: string, progress: Progress): Promise<boolean> {
    const neverRan = found.State.Status === 'created';
    const hasPorts = optionsOf(found.Config.Labels)?.publicServices === this.#options.publicServices;
    // Another image cannot be trusted with the state, which is told afterwards.
    if (!neverRan && (hasPorts || found.Config.Image !== image)) return false;
    if (!neverRan) {
      progress('making the node anew, for its ports; the cluster keeps its state');
      // Asked to end first, so that its database is whole.
      await this.#container.stop();
    }
    await this.#container.remove({ v: true });
    return true;
  }

  async #start(found: ContainerInspectInfo, progress: Progress): Promise<void> {
    const { Running, Paused } = found.State;
    if (Paused) await this.#container.unpause();
    if (Running) return;
    progress('starting the node again');
    await this.#container.start().catch((error: unknown) => {
      throw startError(error, this.#options);
    });
  }

  async #untilReady(progress: Progress): Promise<void> {
    const restarts = (await inspect(this.name))?.RestartCount;
    let waitedFor: string | undefined;
    let since = Date.now();
    for (;;) {
      const found = await inspect(this.name);
      if (!found?.State.Running || found.RestartCount !== restarts) throw await this.#died();
      const next = await this.#missing(new Map([[containerName(this.name), new Date(found.State.StartedAt)]]));
      if (next === undefined) return;
      if (next !== waitedFor) {
        progress(`waiting for ${next}`);
        [waitedFor, since] = [next, Date.now()];
      }
      if (Date.now() - since > patience * 1000) {
        throw clusterNotReady(this.name, next, patience, await lastLines(this.#container));
      }
      await sleep(500);
    }
  }

  async #died(): Promise<Error> {
    const lines = await lastLines(this.#container);
    // Docker would start it again and again.
    await this.#container.stop().catch(() => undefined);
    return clusterDied(this.name, lines);
  }

  /** One look at the cluster: what it still lacks. */
  async #missing(starts: NodeStarts): Promise<string | undefined> {
    const kubeconfig = await this.#takeKubeconfig();
    if (kubeconfig === undefined) return 'the node to set itself up';
    const facts = await readClusterFacts(kubeconfig).catch(() => undefined);
    return facts ? missing(facts, starts) : 'the Kubernetes API';
  }

  /** Brings the kubeconfig's file in step with the node's. */
  async #takeKubeconfig(): Promise<string | undefined> {
    // A container that has just ended cannot be asked; the next look at it says so.
    const answer = await nodeExec(this.#container, ['cat', '/etc/rancher/k3s/k3s.yaml']).catch(() => undefined);
    if (answer?.exitCode !== 0) return undefined;
    const wanted = kubeconfigFor(answer.stdout, `eks-practice-${this.name}`, this.#options.apiPort);
    const present = await readFile(this.kubeconfigPath, 'utf8').catch(() => undefined);
    if (present !== wanted) await writeKubeconfig(this.kubeconfigPath, wanted);
    return wanted;
  }
}

/** @throws {UserError} `foreign-container` where another has the name of ours */
async function inspect(cluster: string): Promise<ContainerInspectInfo | undefined> {
  try {
    const found = await docker.getContainer(containerName(cluster)).inspect();
    if (optionsOf(found.Config.Labels ?? {})?.name !== cluster) throw foreignContainer(cluster);
    return found;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function unlessGone(error: unknown): void {
  if (!isNotFound(error)) throw error;
}

/** Docker says 409 to a second removal while the first is under way. */
function unlessGoing(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 409) unlessGone(error);
}
