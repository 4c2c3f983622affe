import { text } from 'node:stream/consumers';
import { UserError } from '@eks-practice/errors/user-error';
import { docker, isNotFound } from '@eks-practice/machine/docker/docker';
import type Docker from 'dockerode';
import { extract } from 'tar-stream';
import { debianLicence } from './licences.ts';
import { type Part, purlOf } from './part.ts';

/** Where an image without a package manager says which packages it is made of. */
const statusFolder = '/var/lib/dpkg/status.d';

/** Of what Node calls versions: interfaces, and data that others bring. */
const noParts = new Set(['cldr', 'modules', 'napi', 'node', 'tz', 'unicode']);

/**
 * What a base image says of itself: its Debian packages, and Node with what is linked into it.
 * @param reference of an image for this machine's architecture, which Docker has
 * @throws {UserError} `unknown-base` where it does not say
 */
export async function baseParts(reference: string): Promise<Part[]> {
  // Not as JSON, which dockerode would parse.
  const print = ['--print', `Object.entries(process.versions).map((each) => each.join(' ')).join('\\n')`];
  // With a terminal, Docker does not put a header before each piece of the output.
  const container = await docker.createContainer({ Image: reference, Cmd: print, Tty: true });
  try {
    const [packages, node] = [await debianPackages(container, reference), await nodeIn(container)];
    return [...packages, node];
  } finally {
    await container.remove({ force: true });
  }
}

async function debianPackages(container: Docker.Container, reference: string): Promise<Part[]> {
  const distro = await distroOf(container);
  const archive = await container.getArchive({ path: statusFolder }).catch((cause: unknown) => {
    if (!isNotFound(cause)) throw cause;
    throw new UserError(`The base image ${reference} does not say what it is made of: it has no ${statusFolder}.`, {
      code: 'unknown-base',
      remedy: 'Leave EKS_PRACTICE_BASE_IMAGE out, or name an image that is made as distroless ones are.',
      cause,
    });
  });
  const parts: Part[] = [];
  for await (const entry of archive.pipe(extract())) {
    const said = await text(entry);
    const { Package: name, Version: version, Architecture: architecture } = fields(said);
    // Beside each there may be a list of its files.
    if (name === undefined || version === undefined) continue;
    const purl = `${purlOf('deb/debian', name, version)}?arch=${architecture}&distro=${distro}`;
    parts.push({ name, version, purl, licence: debianLicence(name) });
  }
  return parts;
}

/** E.g. `debian-12`, without which no vulnerability of a package can be looked up. */
async function distroOf(container: Docker.Container): Promise<string> {
  const archive = await container.getArchive({ path: '/usr/lib/os-release' });
  for await (const entry of archive.pipe(extract())) {
    const [, version = ''] = /^VERSION_ID="?([\d.]+)/m.exec(await text(entry)) ?? [];
    return `debian-${version}`;
  }
  throw new Error('Docker handed over an empty archive');
}

/** As https://www.debian.org/doc/debian-policy/ch-controlfields.html has them, without those that go on for several lines. */
function fields(paragraph: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...paragraph.matchAll(/^([\w-]+): *(.*)$/gm)].map(([, name, value]) => [name, value]));
}

async function nodeIn(container: Docker.Container): Promise<Part> {
  await container.start();
  await container.wait();
  const printed = (await container.logs({ stdout: true, stderr: true })).toString('utf8');
  const versions = [...printed.matchAll(/^(\w+) (.+?)\r?$/gm)].map(([, name = '', version = '']) => ({
    name,
    version,
  }));
  const node = versions.find(({ name }) => name === 'node')?.version;
  if (node === undefined) throw new Error(`Node said ${JSON.stringify(printed)} when it was asked for its versions`);
  const parts = versions
    .filter(({ name }) => !noParts.has(name))
    .map(({ name, version }) => ({
      name,
      version,
      purl: purlOf('generic', name, version),
      licence: undefined,
      ...cpeOf(name, version),
    }));
  return {
    name: 'node',
    version: node,
    purl: purlOf('generic', 'node', node),
    licence: 'MIT',
    ...cpeOf('node', node),
    parts,
  };
}

/** Who makes what of Node's parts vulnerabilities are told of most, as the NVD calls them. */
const products: Readonly<Record<string, string>> = { node: 'nodejs:node.js', openssl: 'openssl:openssl' };

function cpeOf(name: string, version: string): { readonly cpe?: string } {
  const product = products[name];
  return product === undefined ? {} : { cpe: `cpe:2.3:a:${product}:${version}:*:*:*:*:*:*:*` };
}
