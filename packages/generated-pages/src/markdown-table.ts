/**
 * A table of a Markdown page. What would end a cell or a row in the middle is written so that it does not.
 * @param headings one that ends in `:` is of numbers, which stand to the right; the `:` is not shown
 */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = headings.map((heading) => heading.replace(/:$/, ''));
  const rule = headings.map((heading) => (heading.endsWith(':') ? '---:' : '---'));
  return [names, rule, ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n');
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
