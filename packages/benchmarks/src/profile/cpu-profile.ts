/** What V8's profiler answers, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** The node that ran at each sample. */
  readonly samples: readonly number[];
  /** From the sample before to each, in microseconds. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
}

/** Lines and columns count from 0. */
export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface ProfileSummary {
  /** Shares of the time in which the process was not idle, the greatest first. */
  readonly packages: readonly { readonly name: string; readonly share: number }[];
  readonly functions: readonly { readonly name: string; readonly package: string; readonly share: number }[];
}

/** What is no JavaScript: sockets, the parser of HTTP, the event loop. */
export const nativeCode = 'native code';

/** What belongs to no function of JavaScript. `(program)` is V8's name for native code that no JavaScript called. */
const engine: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collector'],
  ['(program)', nativeCode],
]);

/** Waiting, and what the profiler itself takes when it is turned on and off. */
function isNotWork({ functionName, url }: CallFrame): boolean {
  return functionName === '(idle)' || functionName === '(root)' || url === 'node:inspector';
}

const shownFunctions = 12;
const shownPackages = 14;

/**
 * Where a process spent its time: by package, and the functions that took most themselves, without what they called.
 * @param packageOf whose code a frame is
 */
export function summaryOf(profile: CpuProfile, packageOf: (frame: CallFrame) => string): ProfileSummary {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, { name: string; package: string; time: number }>();
  let busy = 0;
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    const time = profile.timeDeltas[index] ?? 0;
    if (!frame || isNotWork(frame)) continue;
    const owner = engine.get(frame.functionName) ?? packageOf(frame);
    const name = frame.functionName || '(anonymous)';
    const key = `${owner} ${name}`;
    busy += time;
    byPackage.set(owner, (byPackage.get(owner) ?? 0) + time);
    byFunction.set(key, { name, package: owner, time: (byFunction.get(key)?.time ?? 0) + time });
  }
  const share = (time: number): number => Math.round((time / busy) * 1000) / 1000;
  return {
    packages: [...byPackage]
      .sort(([, a], [, b]) => b - a)
      .slice(0, shownPackages)
      .map(([name, time]) => ({ name, share: share(time) })),
    functions: [...byFunction.values()]
      .filter(({ name }) => !engine.has(name))
      .sort((a, b) => b.time - a.time)
      .slice(0, shownFunctions)
      .map(({ time, ...which }) => ({ ...which, share: share(time) })),
  };
}
