/** Words further apart than this share too little for a guess. */
const mostEdits = 3;

/**
 * A sentence that names the candidate nearest to a mistyped word, with a space before it to follow another sentence; the
 * empty text where none is near.
 */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = candidates
    .map((candidate) => ({ candidate, edits: editsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => isBegun(word, candidate) || edits <= Math.min(mostEdits, candidate.length / 2))
    .sort((a, b) => a.edits - b.edits);
  return near[0] ? ` Did you mean "${near[0].candidate}"?` : '';
}

/** Whether the word is the candidate left off early, as `user` is of `user-api`. */
function isBegun(word: string, candidate: string): boolean {
  return word.length > 1 && candidate.startsWith(word);
}

/**
 * How many letters have to be inserted, dropped, replaced or swapped with their neighbour to make one word the other
 * (Damerau-Levenshtein distance, as optimal string alignment).
 */
function editsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(row - 2, column - 2) + 1 : Infinity;
      rows[row]?.push(Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, replaced, swapped));
    }
  }
  return at(a.length, b.length);
}
