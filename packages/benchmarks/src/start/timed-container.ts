import { setTimeout as sleep } from 'node:timers/promises';
import { docker } from '@eks-practice/machine/docker/docker';
import type { ServiceSettings } from '@eks-practice/stages/stage';

/** So that what a killed benchmark leaves can be found. */
const label = 'eks-practice.benchmark';

/** How often a starting service is asked, in milliseconds. */
const pollMs = 5;
const patienceMs = 60_000;

export interface ContainerOptions {
  readonly image: string;
  /** What the image's Node is to do; @default - what the image does */
  readonly arguments?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The port of the container that is reached from outside. */
  readonly port: number;
  /** The pod's limits. */
  readonly resources: ServiceSettings['resources'];
  /**
   * Whether what it prints comes as it is, without Docker's marks of which stream it was.
   * @default false
   */
  readonly tty?: boolean;
}

/** How long a container takes from the request to run it to its end, for one that ends by itself; in milliseconds. */
export async function timeToEnd(options: ContainerOptions): Promise<number> {
  const start = performance.now();
  await using container = await Container.run(options);
  await container.wait();
  return performance.now() - start;
}

/** What a container has printed by its end, for one that ends by itself. */
export async function printed(options: ContainerOptions): Promise<string> {
  await using container = await Container.run({ ...options, tty: true });
  await container.wait();
  // Awaited here: the container goes when this function ends.
  return await container.log();
}

/**
 * How long a container takes from the request to run it to its first answer of status 200, and the CPU time that it has used
 * by then; both in milliseconds.
 */
export async function timeToAnswer(
  options: ContainerOptions,
  path: string,
): Promise<{ readonly totalMs: number; readonly cpuMs: number }> {
  const start = performance.now();
  await using container = await Container.run(options);
  await container.answer(path);
  const totalMs = performance.now() - start;
  return { totalMs, cpuMs: await container.cpuMs() };
}

class Container implements AsyncDisposable {
  private readonly docked: ReturnType<typeof docker.getContainer>;
  private readonly port: number;

  private constructor(docked: ReturnType<typeof docker.getContainer>, port: number) {
    this.docked = docked;
    this.port = port;
  }

  static async run(options: ContainerOptions): Promise<Container> {
    const { image, arguments: args, env, port, resources, tty = false } = options;
    const docked = await docker.createContainer({
      Image: image,
      Tty: tty,
      ...(args === undefined ? {} : { Cmd: [...args] }),
      Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
      Labels: { [label]: 'start' },
      ExposedPorts: { [`${port}/tcp`]: {} },
      HostConfig: {
        NanoCpus: resources.cpuLimitMillicores * 1e6,
        Memory: resources.memoryLimitMiB * 2 ** 20,
        PortBindings: { [`${port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
        ReadonlyRootfs: true,
      },
    });
    await docked.start();
    return new Container(docked, port);
  }

  async wait(): Promise<void> {
    await this.docked.wait();
  }

  async log(): Promise<string> {
    return (await this.docked.logs({ stdout: true, stderr: true })).toString();
  }

  /** @throws {Error} with its log, where it does not answer within a minute */
  async answer(path: string): Promise<void> {
    const { NetworkSettings } = await this.docked.inspect();
    const url = `http://127.0.0.1:${NetworkSettings.Ports[`${this.port}/tcp`]?.[0]?.HostPort}${path}`;
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const answer = await fetch(url).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.status === 200) return;
      await sleep(pollMs);
    }
    throw new Error(`the container does not answer ${path} within ${patienceMs} ms: ${await this.log()}`);
  }

  async cpuMs(): Promise<number> {
    const { cpu_stats: cpu } = await this.docked.stats({ stream: false, 'one-shot': true });
    return cpu.cpu_usage.total_usage / 1e6;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.docked.remove({ force: true, v: true });
  }
}
