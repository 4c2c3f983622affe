/**
 * A request's path, for logs and traces: what callers put into a query, tokens among it, is not for whoever reads them. Nor is a
 * whole URL, as a proxy is asked by: it may have a password before its host.
 */
export function pathOf(url: string): string {
  if (!url.startsWith('/')) return '(no path)';
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
