// undici's index loads all of it: fetch, WebSocket, caches. A pod that starts should not have to.

declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}

declare module 'undici/lib/dispatcher/round-robin-pool.js' {
  export { RoundRobinPool as default } from 'undici';
}
