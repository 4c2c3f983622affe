import type { RunResult } from '@eks-practice/machine/run';

/** Each of these must stand in what the tool printed; a sentence for each that does not. */
export function missingWords({ output }: Pick<RunResult, 'output'>, verb: string, wanted: readonly string[]): string[] {
  return wanted.filter((words) => !output.includes(words)).map((words) => `\`${verb}\` does not say "${words}".`);
}

/** The lines of an output that tell a problem, joined; for a report. */
export function problemLine({ output }: Pick<RunResult, 'output'>, pattern: RegExp): string {
  const line = output.split('\n').find((one) => pattern.test(one)) ?? 'nothing';
  return line.replace(/^[\s✖!-]+/, '').trim();
}

/** A stack is for bugs: what a fault leads to must be told in words. */
export function stackFaults({ output }: Pick<RunResult, 'output'>, verb: string): string[] {
  return /^\s+at .+:\d+:\d+\)?$/m.test(output) ? [`\`${verb}\` printed a stack.`] : [];
}
