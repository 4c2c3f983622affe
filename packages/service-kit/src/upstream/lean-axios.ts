import type { AxiosInstance } from 'axios';

/**
 * Takes from axios the defaults that are for others: how to turn bodies into JSON, headers of each method, XSRF cookies,
 * statuses that throw. It merges and copies them for every call, which costs more than the rest of what it does. What
 * goes out and what an answer means is the adapter's and the client's to say.
 */
export function dropDefaults({ defaults }: AxiosInstance): void {
  for (const name of Object.keys(defaults)) Reflect.deleteProperty(defaults, name);
}
