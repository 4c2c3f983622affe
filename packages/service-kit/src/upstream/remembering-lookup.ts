import { type LookupAddress, NOTFOUND, promises as dns } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than a look-up takes within a cluster, and little of a call's deadline; in milliseconds. */
const patienceMs = 250;

/**
 * Looks names up as Node does, and falls back on what was found last where nobody answers, or not within 250 ms: a Service
 * keeps its address for as long as it exists, so the cluster's DNS may go without calls failing. That there is no such name
 * is an answer: then its Service is gone. Node gives all
 * look-ups of a process four threads, each of which waits for seconds when nobody answers, so a name is looked up once
 * at a time.
 * @param find for tests; all addresses of a name
 */
export function rememberingLookup(find: typeof allAddresses = allAddresses): LookupFunction {
  const found = new Map<string, LookupAddress[]>();
  const underWay = new Map<string, Promise<LookupAddress[]>>();

  async function search(hostname: string): Promise<LookupAddress[]> {
    try {
      const addresses = await find(hostname);
      found.set(hostname, addresses);
      return addresses;
    } finally {
      underWay.delete(hostname);
    }
  }

  async function addressesOf(hostname: string): Promise<LookupAddress[]> {
    const asked = underWay.get(hostname) ?? search(hostname);
    underWay.set(hostname, asked);
    const last = found.get(hostname);
    return last === undefined ? asked : inTimeOr(asked, last);
  }

  return (hostname, { all }, callback) => {
    addressesOf(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (all || !first) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

async function allAddresses(hostname: string): Promise<LookupAddress[]> {
  return await dns.lookup(hostname, { all: true });
}

async function inTimeOr<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  const waiting = new AbortController();
  const late = sleep(patienceMs, otherwise, { signal: waiting.signal }).catch(() => otherwise);
  const answered = asked
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code === NOTFOUND) throw error;
      return otherwise;
    })
    .finally(() => waiting.abort());
  return Promise.race([answered, late]);
}
