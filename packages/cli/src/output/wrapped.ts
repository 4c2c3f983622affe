import { stripVTControlCharacters } from 'node:util';

/** How wide a line may be there: as the terminal is; where a program reads it, as it comes. */
export function columnsOf({ isTTY, columns }: Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>): number {
  return isTTY === true && columns ? columns : Infinity;
}

/**
 * A text whose lines are broken between words, so that no terminal breaks them within one. What is broken off is as deep
 * as the line that it belongs to, or as that line's text where a sign stands before it.
 */
export function wrapped(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrappedLine(line, columns))
    .join('\n');
}

function wrappedLine(line: string, columns: number): string {
  const margin = ' '.repeat(/^\s*([-!✔✖] )?/.exec(stripVTControlCharacters(line))?.[0].length ?? 0);
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    // A margin alone is no line.
    if (last === undefined || width(longer) <= columns || last.trim() === '') lines.splice(-1, 1, longer);
    else lines.push(margin + word);
  }
  return lines.join('\n');
}

function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
