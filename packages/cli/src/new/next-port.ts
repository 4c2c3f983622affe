/**
 * Browsers and Node's own `fetch` refuse it, as that of X11, and so its page of documentation could not be opened.
 * @see https://fetch.spec.whatwg.org/#port-blocking
 */
const refusedByBrowsers = 6000;

/** Each service has a thousand to itself: `n000` for its callers, and the one after it for health and metrics. */
const thousands = Array.from({ length: 62 }, (_, index) => (index + 3) * 1000).filter(
  (port) => port !== refusedByBrowsers,
);

/**
 * The port of a service that names none: the next thousand after every other service's, or else the first that is free.
 * @returns undefined where each of them is taken
 */
export function nextPort(
  services: readonly { readonly port: number; readonly adminPort: number }[],
): number | undefined {
  const taken = services.flatMap(({ port, adminPort }) => [port, adminPort]);
  const free = thousands.filter((port) => !taken.includes(port) && !taken.includes(port + 1));
  return free.find((port) => port > Math.max(...taken)) ?? free[0];
}
