/**
 * The page with its generated parts as they are to be; all else on it is a person's. A part stands between
 * `<!-- generated: name -->` and `<!-- end: name -->`.
 * @param parts the Markdown of every generated part of the page, by its name
 * @throws {RangeError} naming the marker that the page lacks, has twice or has in the wrong order, or the part that
 *   nothing generates any more
 */
export function withGeneratedParts(page: string, parts: Readonly<Record<string, string>>): string {
  for (const [, name = ''] of page.matchAll(/<!-- generated: (.*?) -->/g)) {
    if (!Object.hasOwn(parts, name)) throw new RangeError(`The page has a part "${name}" that nothing generates.`);
  }
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [placeOf(begin, text) + begin.length, placeOf(end, text)];
    if (to < from) throw new RangeError(`The page has "${end}" before "${begin}".`);
    return `${text.slice(0, from)}\n\n${part}\n\n${text.slice(to)}`;
  }, page);
}

/** Exactly once: after one of two markers the page would keep what was generated long ago. */
function placeOf(marker: string, page: string): number {
  const place = page.indexOf(marker);
  if (place < 0) throw new RangeError(`The page has lost the marker "${marker}".`);
  if (page.includes(marker, place + 1)) throw new RangeError(`The page has the marker "${marker}" twice.`);
  return place;
}
