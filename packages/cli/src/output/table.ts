import { wrapped } from './wrapped.ts';

/** A last column that is narrower than this is not broken into lines: it would be read one word a line. */
const narrowest = 30;

/**
 * Rows as aligned columns, the first row the heading.
 * @param width the last column is broken into lines within it; by default it is not
 */
export function table(rows: readonly (readonly string[])[], width = Infinity): string {
  return tableRows(rows, width).join('\n');
}

/** As {@link table}, each row by itself, which may have several lines. */
export function tableRows(rows: readonly (readonly string[])[], width = Infinity): string[] {
  const last = (rows[0]?.length ?? 1) - 1;
  const widths = Array.from({ length: last }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const margin = widths.reduce((sum, each) => sum + each + 2, 0);
  const room = width - margin < narrowest ? Infinity : width - margin;
  return rows.map((row) => {
    const before = widths.map((each, column) => `${(row[column] ?? '').padEnd(each)}  `).join('');
    return (before + wrapped(row[last] ?? '', room).replaceAll('\n', `\n${' '.repeat(margin)}`)).trimEnd();
  });
}
