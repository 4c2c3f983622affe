import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '@eks-practice/machine/run';
import type { DevPlan } from './plan.ts';
import type { ServiceEvent } from './service-event.ts';
import { untilReady } from './until-ready.ts';

/**
 * In milliseconds. A terminal gives Ctrl-C to the services too, and they may be gone before this process has heard of it:
 * only later is it known whether one ended of itself.
 */
const hindsight = 500;

/** One service as a process of the project's own Node; a new bundle takes the place of the one that runs. */
export class ServiceProcess {
  readonly #plan: DevPlan;
  readonly #tell: (event: ServiceEvent) => void;
  #running = false;
  #wanted: string | undefined;
  #replacement: Promise<void> = Promise.resolve();
  #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(plan: DevPlan, tell: (event: ServiceEvent) => void) {
    this.#plan = plan;
    this.#tell = tell;
  }

  /** Whether there is a process, ready or not. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** Ends what runs, and then starts the bundle: both want the same ports. */
  replaceBy(bundle: string): void {
    this.#wanted = bundle;
    this.#replacement = this.#replacement.then(async () => {
      // Of several that came while one was ending, only the last is started; what runs then is it, and goes on.
      if (this.#wanted === undefined) return;
      await this.#end();
      const next = this.#wanted;
      this.#wanted = undefined;
      if (next === undefined) return; // stopped meanwhile
      this.#stop = new AbortController();
      this.#ended = this.#live(next, this.#stop.signal);
    });
  }

  /** Ends what runs, for good; settles when it has ended. */
  async stop(): Promise<void> {
    this.#wanted = undefined;
    await this.#replacement;
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #live(bundle: string, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    this.#running = true;
    void untilReady(this.#plan.adminPort, AbortSignal.any([signal, ended.signal])).then((ready) => {
      if (ready) this.#tell({ kind: 'ready' });
    });
    const { exitCode } = await run(process.execPath, ['--enable-source-maps', bundle], {
      env: this.#plan.environment,
      onLine: (line) => this.#tell({ kind: 'printed', line }),
      keepOutput: false,
      signal,
      // As Ctrl-C gives it: the service leaves without the drain that a load balancer would need.
      stopSignal: 'SIGINT',
      acceptFailure: true,
    });
    this.#running = false;
    ended.abort();
    await sleep(hindsight, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) this.#tell({ kind: 'ended', exitCode });
  }
}
