/** A number as a reader takes it in: thousands grouped, no more digits than it is worth. */
export function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value >= 100 ? 0 : value >= 10 ? 1 : 2 });
}

/** @param right how many columns at the end are numbers */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], right = 0): string {
  const rule = headings.map((_, at) => (at < headings.length - right ? '---' : '---:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
