/** What happens to a service in development. */
export type ServiceEvent =
  | { readonly kind: 'printed'; readonly line: string }
  /** It takes requests, for the first time or after a change. */
  | { readonly kind: 'ready' }
  /** It ended of itself; the exit code is -1 where a signal ended it. */
  | { readonly kind: 'ended'; readonly exitCode: number }
  /** Its sources cannot be bundled; the last good bundle runs on where there is one. */
  | { readonly kind: 'broken'; readonly errors: string; readonly runsOn: boolean };
