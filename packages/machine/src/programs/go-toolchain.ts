import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { openPromise } from 'yauzl';
import { cacheDirectory, ensureDirectory } from '../disk/directories.ts';
import { onDisk } from '../disk/disk-full.ts';
import { isDiskFull } from '../disk/is-disk-full.ts';
import { withPartialFile } from '../disk/partial-file.ts';
import type { Progress } from '../progress.ts';
import { goRemedy } from './go.ts';

/** A Go that a module proxy serves, as the module that Go's own command fetches a newer Go by. */
export interface GoToolchain {
  /** E.g. `go1.26.8.linux-amd64`. */
  readonly name: string;
  /** The module's checksum, as sum.golang.org has it (https://go.dev/ref/mod#go-sum-files). */
  readonly sum: string;
}

const version = 'go1.26.8';

const sums: Readonly<Record<string, string>> = {
  'linux-x64': 'h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=',
  'linux-arm64': 'h1:sYL/O6MqS68ML0kjsQ36WoYIpJqkw60TxizWUYUKQMc=',
  'darwin-x64': 'h1:7/9KPPN8PckcA9s91hm2jmQMhzW4KyTJXHIs45L0C9M=',
  'darwin-arm64': 'h1:dFjGhY6f8DTsY8/rLchUTDRRfjJP4pCrGCwxvHFT2Fg=',
};

/** The one for this machine; undefined where none is pinned. */
export function toolchainFor(platform: string, architecture: string): GoToolchain | undefined {
  const sum = sums[`${platform}-${architecture}`];
  if (sum === undefined) return undefined;
  return { name: `${version}.${platform}-${architecture.replace('x64', 'amd64')}`, sum };
}

const underWay = new Map<string, Promise<unknown>>();

/**
 * Fetches a Go once and keeps it. Neither root nor a package of the system is needed.
 * @param directory where it is kept; tests have their own
 * @returns the path of its `go`
 * @throws {UserError} `go-not-fetched` where the module proxy does not give it; `disk-full`
 */
export async function goToolchain(
  toolchain: GoToolchain,
  progress: Progress,
  directory: string = cacheDirectory,
): Promise<string> {
  // The checksum is in the name, so that another content is another folder.
  const name = `${toolchain.name}-${toolchain.sum.replaceAll(/\W/g, '').slice(0, 16)}`;
  const folder = path.join(directory, 'go', name);
  const go = path.join(folder, 'bin/go');
  if (existsSync(go)) return go;
  // Two programs that are compiled side by side want the same one.
  const fetching =
    underWay.get(folder) ?? fetchInto(folder, toolchain, progress).finally(() => underWay.delete(folder));
  underWay.set(folder, fetching);
  await fetching;
  return go;
}

async function fetchInto(folder: string, toolchain: GoToolchain, progress: Progress): Promise<void> {
  progress(`fetching ${toolchain.name} from the Go module proxy, some 70 MB`);
  await ensureDirectory(path.dirname(folder));
  await onDisk(() =>
    withPartialFile(folder, async (partial) => {
      await mkdir(partial);
      const [zip, whole] = [path.join(partial, 'module.zip'), path.join(partial, 'go')];
      await fetchModule(toolchain, zip);
      requireSum(toolchain, await unpackModule(zip, whole));
      await rename(whole, folder).catch((error: unknown) => {
        // Another process was faster, and what it has is the same.
        if (!existsSync(folder)) throw error;
      });
    }),
  );
}

function requireSum({ name, sum }: GoToolchain, found: string): void {
  if (found === sum) return;
  throw new UserError(`What the Go module proxy gave as ${name} has the checksum ${found} instead of ${sum}.`, {
    code: 'go-not-fetched',
    remedy: `Do not trust that proxy. ${goRemedy}`,
  });
}

/** The first proxy that GOPROXY names, else Go's default; undefined where it is off. */
export function moduleProxy(list: string | undefined = process.env.GOPROXY): string | undefined {
  if (!list) return 'https://proxy.golang.org';
  return list
    .split(/[,|]/)
    .find((entry) => /^https?:\/\//.test(entry))
    ?.replace(/\/+$/, '');
}

async function fetchModule({ name }: GoToolchain, target: string): Promise<void> {
  const proxy = moduleProxy();
  if (proxy === undefined) throw notFetched(name, `GOPROXY is ${process.env.GOPROXY}, which names no proxy`);
  const url = `${proxy}/golang.org/toolchain/@v/v0.0.1-${name}.zip`;
  // Node's own asks no proxy that the environment names.
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const { status, body } = await fetch(url, { dispatcher });
    if (status !== 200 || !body) throw notFetched(name, `${url} answers with status ${status}`);
    await pipeline(body, createWriteStream(target));
  } catch (error) {
    if (error instanceof UserError || isDiskFull(error)) throw error;
    const { cause } = error as Error;
    throw notFetched(name, `${url}: ${messageOf(cause ?? error)}`, error);
  } finally {
    await dispatcher.close();
  }
}

function notFetched(name: string, why: string, cause?: unknown): UserError {
  return new UserError(`${name} cannot be fetched: ${why}.`, {
    code: 'go-not-fetched',
    remedy: `See that the Go module proxy can be reached from here (GOPROXY names another). Or: ${goRemedy}`,
    cause,
  });
}

/**
 * Unpacks the zip of a module as a Go installation.
 * @returns its checksum: the hash of its files' hashes, by name (https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1)
 */
async function unpackModule(zip: string, folder: string): Promise<string> {
  const hashes: [name: string, hash: string][] = [];
  // yauzl refuses names that lead out of the folder.
  const archive = await openPromise(zip);
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    const target = path.join(folder, inInstallation(name.slice(name.indexOf('/', name.indexOf('@')) + 1)));
    await mkdir(path.dirname(target), { recursive: true });
    const content = await buffer(await archive.openReadStreamPromise(entry));
    hashes.push([name, createHash('sha256').update(content).digest('hex')]);
    // A module's files have no mode.
    const runs = /^(bin|pkg)\//.test(path.relative(folder, target));
    await writeFile(target, content, { mode: runs ? 0o755 : 0o644 });
  }
  hashes.sort(([one], [other]) => (one < other ? -1 : 1));
  const listing = hashes.map(([name, hash]) => `${hash}  ${name}\n`).join('');
  return `h1:${createHash('sha256').update(listing).digest('base64')}`;
}

/** A module's zip may hold no go.mod of another, so those of an installation have another name there. */
function inInstallation(file: string): string {
  return file.replace(/(^|\/)_go\.mod$/, '$1go.mod');
}
