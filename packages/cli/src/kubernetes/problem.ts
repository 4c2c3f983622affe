/** Something that keeps a part of the stage from working, with what to do about it. */
export interface Problem {
  /** Which kind of problem it is: one that lasts keeps its cause while its words change. */
  readonly cause: string;
  /** In Kubernetes' own words, where it has some. */
  readonly reason: string;
  readonly remedy: string;
  /**
   * For how many seconds it may last and still pass by itself; `Infinity` where it may be no problem at all, such as a
   * pod that is starting.
   */
  readonly patienceSeconds: number;
  /**
   * The container whose log tells more.
   * @default - none does
   */
  readonly log?: ContainerLog;
}

export interface ContainerLog {
  readonly container: string;
  /** Whether it is that of the run before the one that is under way. */
  readonly previous: boolean;
}

/** Tells problems that pass from those that stay, by how long each has lasted. */
export class Patience {
  #since = new Map<string, number>();

  /**
   * To be told at each look of everything that is wrong then; what is missing from a look has passed.
   * @param seen by what has the problem, such as a pod's name
   * @param now in milliseconds
   * @returns the names of those that have lasted too long
   */
  exhausted(seen: ReadonlyMap<string, Problem>, now = Date.now()): string[] {
    const keyOf = (name: string, { cause }: Problem): string => `${name} ${cause}`;
    this.#since = new Map(
      [...seen].map(([name, problem]) => [keyOf(name, problem), this.#since.get(keyOf(name, problem)) ?? now]),
    );
    return [...seen]
      .filter(([name, problem]) => {
        const since = this.#since.get(keyOf(name, problem)) ?? now;
        return now - since >= problem.patienceSeconds * 1000;
      })
      .map(([name]) => name);
  }
}
