import { readFile } from 'node:fs/promises';
import type { Finding } from './finding.ts';

/** A limit of the Linux kernel that a node in a container shares with everything else here. */
interface Limit {
  readonly name: string;
  /** As sysctl names it. */
  readonly key: string;
  readonly least: number;
  /** What comes of too little. */
  readonly effect: string;
}

const limits: readonly Limit[] = [
  // A node was seen to hold 21 instances and 200 watches, and there are up to three; what else root runs here counts too.
  {
    name: 'inotify instances',
    key: 'fs.inotify.max_user_instances',
    least: 96,
    effect: 'the kubelet fails with "too many open files"',
  },
  {
    name: 'inotify watches',
    key: 'fs.inotify.max_user_watches',
    least: 8192,
    effect: 'the kubelet fails with "no space left on device"',
  },
  // A load run opens a connection for each request, and each is remembered for two minutes after it ends.
  {
    name: 'tracked connections',
    key: 'net.netfilter.nf_conntrack_max',
    least: 65_536,
    effect: 'connections are dropped under load',
  },
];

/** Nothing where there is no such kernel: Docker runs in a virtual machine, which brings limits of its own. */
export async function examineKernel(): Promise<Finding[]> {
  const values = await Promise.all(limits.map(async (limit) => ({ limit, value: await readLimit(limit) })));
  return values.flatMap(({ limit, value }) => (value === undefined ? [] : [limitFinding(limit, value)]));
}

async function readLimit({ key }: Limit): Promise<number | undefined> {
  const text = await readFile(`/proc/sys/${key.replaceAll('.', '/')}`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text);
}

export function limitFinding({ name, key, least, effect }: Limit, value: number): Finding {
  if (value >= least) return { name, state: 'ok', found: String(value) };
  const remedy = `Run: sudo sysctl -w ${key}=${least} (else ${effect})`;
  return { name, state: 'warning', found: `${value}, where ${least} are wanted`, remedy };
}
