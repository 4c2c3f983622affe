import { readFile } from 'node:fs/promises';
import { services } from '@eks-practice/catalogue/services';
import { type BaseImage, baseImageRecordPath } from '@eks-practice/images/base-image';
import { builtImages } from '@eks-practice/images/built-images';
import {
  type Architecture,
  architectures,
  hostArchitecture,
  nodeArchitectures,
} from '@eks-practice/machine/architecture';
import { docker } from '@eks-practice/machine/docker/docker';
import { ownImageLabel } from '@eks-practice/machine/docker/own-images';
import { silent } from '@eks-practice/machine/progress';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type Docker from 'dockerode';
import { elfMachine } from './images/elf-machine.ts';

// The one suite that builds for the architecture that this machine has not got: EKS's nodes are arm64.

const serviceNames = services.map(({ name }) => name);
const libraries: Readonly<Record<Architecture, string>> = {
  amd64: '/lib/x86_64-linux-gnu/libc.so.6',
  arm64: '/lib/aarch64-linux-gnu/libc.so.6',
};

const containers: Docker.Container[] = [];
afterEach(async () => {
  await Promise.all(containers.splice(0).map((container) => container.remove({ force: true })));
});

async function containerOf(
  image: string,
  architecture: Architecture,
  command: string[] = [],
): Promise<Docker.Container> {
  const options = { Image: image, Entrypoint: ['/nodejs/bin/node'], Cmd: command };
  const container = await docker.createContainer({ ...options, platform: `linux/${architecture}` });
  containers.push(container);
  return container;
}

/** What Node in an image prints as its architecture, or why it cannot run here. */
async function said(image: string, architecture: Architecture): Promise<string> {
  const container = await containerOf(image, architecture, ['--print', 'process.arch']);
  try {
    await container.start();
  } catch (error) {
    return String(error);
  }
  await container.wait();
  return (await container.logs({ stdout: true, stderr: true })).toString('latin1');
}

describe.each(architectures)('%s', (architecture) => {
  let images: Readonly<Record<string, string>>;
  beforeAll(async () => {
    images = await builtImages(serviceNames, silent, architecture);
  }, 600_000);

  test.each(serviceNames)('Node and the C library in the image of %s are for it, as the image says', async (name) => {
    const image = images[name] ?? '';
    expect((await docker.getImage(image).inspect()).Architecture).toBe(architecture);
    const container = await containerOf(image, architecture);
    expect(await elfMachine(container, '/nodejs/bin/node')).toBe(architecture);
    expect(await elfMachine(container, libraries[architecture])).toBe(architecture);
  });

  test.each(serviceNames)('the labels of %s say what it is, and nothing that would change without it', async (name) => {
    const { reference: base } = JSON.parse(await readFile(baseImageRecordPath(architecture), 'utf8')) as BaseImage;
    const { Labels } = (await docker.getImage(images[name] ?? '').inspect()).Config;
    expect(Labels).toMatchObject({
      'org.opencontainers.image.title': name,
      'org.opencontainers.image.description': expect.stringContaining(name),
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.base.name': base,
      [ownImageLabel]: images[name],
    });
    expect(Object.keys(Labels).filter((key) => /\.(created|revision|version)$/.test(key))).toEqual([]);
  });

  test('it runs where it should, and nowhere else', async () => {
    const itself = nodeArchitectures[architecture];
    const answer = await said(images[serviceNames[0] ?? ''] ?? '', architecture);
    // With an emulator in Docker a foreign one runs too, and then gives itself away.
    expect(answer).toMatch(architecture === hostArchitecture() ? itself : new RegExp(`exec format error|${itself}`));
  });
});

test('asked for by name, the host’s image is the one that is built without a name', async () => {
  const named = await builtImages(serviceNames, silent, hostArchitecture());
  expect(named).toEqual(await builtImages(serviceNames, silent));
}, 600_000);
