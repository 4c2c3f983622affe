/** What programs read a proxy from. */
export const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

/** Where everything that runs on this machine listens. */
const loopback = ['127.0.0.1', 'localhost', '::1'];

/**
 * Keeps requests to this machine itself away from a proxy, which could not deliver them: where the environment names one,
 * the loopback addresses join those that NO_PROXY exempts, for this process and all that it starts.
 */
export function loopbackWithoutProxy(environment: NodeJS.ProcessEnv = process.env): void {
  if (!proxyVariables.some((name) => environment[name])) return;
  // Programs read one or the other, and a user may have set either.
  const asked = [environment.NO_PROXY, environment.no_proxy].flatMap((list) => list?.split(/[\s,]+/) ?? []);
  const exempt = [...new Set([...asked.filter(Boolean), ...loopback])].join(',');
  environment.NO_PROXY = exempt;
  environment.no_proxy = exempt;
}
