/** A line that the tool printed, with when; in milliseconds. */
export interface TimedLine {
  readonly at: number;
  readonly text: string;
}

/** How long each step of the tool took, by the lines that it prints at its start and end; in their order. */
export function stepTimes(lines: readonly TimedLine[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const start of lines) {
    const [, title] = /^❯ (.+)$/.exec(start.text.trim()) ?? [];
    const end = lines.find(({ text }) => /^✔ ([^:[]*[^:[ ])/.exec(text.trim())?.[1] === title);
    if (title !== undefined && end) times.set(title, (end.at - start.at) / 1000);
  }
  return times;
}

/**
 * How long one step took.
 * @throws {Error} where it did not come to its end
 */
export function stepSeconds(lines: readonly TimedLine[], title: string): number {
  const seconds = stepTimes(lines).get(title);
  if (seconds === undefined) throw new Error(`the tool did not come to the end of its step "${title}"`);
  return seconds;
}
