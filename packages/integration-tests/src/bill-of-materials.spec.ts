import { readFile } from 'node:fs/promises';
import { services } from '@eks-practice/catalogue/services';
import { type BaseImage, baseImageRecordPath } from '@eks-practice/images/base-image';
import { serviceBill } from '@eks-practice/images/sbom/service-bill';
import { fromRoot } from '@eks-practice/machine/repository';
import { expect, test } from '@jest/globals';

// What the images are really made of: their bundles, and the base that Docker has. A licence that may not be in one, or
// that nobody knows, ends it as a mistake.

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly cpe?: string;
  readonly licenses?: readonly unknown[];
  readonly components?: readonly Component[];
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
}

const minutes = 60_000;
const lock = JSON.parse(await readFile(fromRoot('package-lock.json'), 'utf8')) as Lock;
const locked = new Set(
  Object.entries(lock.packages).map(([folder, { version }]) => `${folder.split('node_modules/').at(-1)} ${version}`),
);

async function componentsOf(service: string): Promise<readonly Component[]> {
  const base = JSON.parse(await readFile(baseImageRecordPath(), 'utf8')) as BaseImage;
  const { components } = JSON.parse(await serviceBill(service, base)) as { components: Component[] };
  return components;
}

const ofKind = (components: readonly Component[], kind: string): string[] =>
  components.filter(({ purl }) => purl.startsWith(`pkg:${kind}/`)).map(({ name }) => name);

test.each(services)(
  'the image of $name is made of packages that the lockfile names, Node and libraries of Debian, all licensed',
  async ({ name }) => {
    const components = await componentsOf(name);
    const npm = ofKind(components, 'npm');
    expect(npm).toEqual(expect.arrayContaining(['@nestjs/core', 'fastify', 'pino', 'zod']));
    // Tools build it, and stay outside.
    expect(npm).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(jest|nx|esbuild|typescript|fast-check)$/)]),
    );
    const ofNpm = components.filter((component) => npm.includes(component.name));
    expect(ofNpm.filter((component) => !locked.has(`${component.name} ${component.version}`))).toEqual([]);
    expect(ofKind(components, 'deb')).toEqual(expect.arrayContaining(['libc6', 'libstdc++6']));
    const node = components.find((component) => component.name === 'node');
    expect(node?.version).toMatch(/^24\./);
    // By these a scanner finds what is known of them.
    expect(node?.cpe).toBe(`cpe:2.3:a:nodejs:node.js:${node?.version}:*:*:*:*:*:*:*`);
    expect(components.find((each) => each.name === 'libc6')?.purl).toMatch(/&distro=debian-12$/);
    expect(node?.components?.map((each) => each.name)).toEqual(expect.arrayContaining(['openssl', 'uv', 'v8']));
    expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([]);
  },
  2 * minutes,
);

test(
  'the names of people are in the image that makes them up, and in no other',
  async () => {
    const withFaker = await Promise.all(
      services.map(async ({ name }) => ofKind(await componentsOf(name), 'npm').includes('@faker-js/faker') && name),
    );
    expect(withFaker.filter(Boolean)).toEqual(['user-api']);
  },
  2 * minutes,
);
