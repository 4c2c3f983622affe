/** A line that the tool printed, with when; in milliseconds. */
export interface TimedLine {
  readonly at: number;
  readonly text: string;
}

/**
 * How long a step of the tool took, by the lines that it prints at its start and end.
 * @throws {Error} where it did not come to its end
 */
export function stepSeconds(lines: readonly TimedLine[], title: string): number {
  const start = lines.find(({ text }) => text.trim() === `❯ ${title}`);
  const end = lines.find(({ text }) => /^✔ ([^:[]*[^:[ ])/.exec(text.trim())?.[1] === title);
  if (!start || !end) throw new Error(`the tool did not come to the end of its step "${title}"`);
  return (end.at - start.at) / 1000;
}
