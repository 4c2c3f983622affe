/** A URL without its query, for the logs: what callers put into a query, tokens among it, is not for whoever reads them. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
