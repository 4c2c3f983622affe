import { stripVTControlCharacters } from 'node:util';

/** How wide a line may be there: as the terminal is; where a program reads it, as it comes. */
export function columnsOf({ isTTY, columns }: Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>): number {
  return isTTY === true && columns ? columns : Infinity;
}

/**
 * A text whose lines are broken between words, so that no terminal breaks them within one; a command in backticks is one
 * word, where a line has room for it. What is broken off is as deep as the line that it belongs to, or as that line's text
 * where a sign stands before it.
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
  for (const word of wordsOf(line, columns - margin.length)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    // A margin alone is no line.
    if (last === undefined || width(longer) <= columns || last.trim() === '') lines.splice(-1, 1, longer);
    else lines.push(margin + word);
  }
  return lines.join('\n');
}

/** Split at each space, and so the same again when joined. */
function wordsOf(line: string, room: number): string[] {
  const together = line.replaceAll(/[^ `]*`[^`]+`[^ `]*/g, (command) =>
    width(command) <= room ? command.replaceAll(' ', '\0') : command,
  );
  return together.split(' ').map((word) => word.replaceAll('\0', ' '));
}

function width(text: string): number {
  return stripVTControlCharacters(text).length;
}
