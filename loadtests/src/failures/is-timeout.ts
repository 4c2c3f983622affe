/** k6's codes (https://grafana.com/docs/k6/latest/javascript-api/error-codes/), and the api's own status. */
const timeouts = new Set(['1050', '1211', '1504']);

/** Whether a request ended with that code since it took too long: what a machine without CPU time does all by itself. */
export function isTimeout(errorCode: string): boolean {
  return timeouts.has(errorCode);
}
