import { createHistogram } from 'node:perf_hooks';
import { Pool } from 'undici';
import type { LoadOptions, LoadResult } from './send-load.ts';

/**
 * The generator, a process of its own, on another core than the servers: options as JSON in, figures as JSON out. Not
 * autocannon: it writes its next request before it has seen that a server closes the connection, as ours do after each
 * hundredth answer, and counts that as an error.
 */
const { url, connections, seconds, requests = Infinity } = JSON.parse(process.argv[2] ?? '') as LoadOptions;
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000 });
/** In microseconds: it holds whole numbers only. */
const latency = createHistogram();
let [asked, answered, failed] = [0, 0, 0];

const start = performance.now();
const end = start + seconds * 1000;
await Promise.all(Array.from({ length: connections }, askUntilTheEnd));
const figures: LoadResult = {
  answered,
  failed,
  seconds: (performance.now() - start) / 1000,
  p50Ms: latency.percentile(50) / 1000,
  p99Ms: latency.percentile(99) / 1000,
};
await pool.close();
process.stdout.write(JSON.stringify(figures));

async function askUntilTheEnd(): Promise<void> {
  for (let askedAt = performance.now(); askedAt < end && asked < requests; askedAt = performance.now()) {
    asked++;
    try {
      const { body, statusCode } = await pool.request({ method: 'GET', path: pathname });
      await body.arrayBuffer();
      if (statusCode === 200) answered++;
      else failed++;
    } catch {
      failed++;
    }
    latency.record(Math.max(1, Math.round((performance.now() - askedAt) * 1000)));
  }
}
