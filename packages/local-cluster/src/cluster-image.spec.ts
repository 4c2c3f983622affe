import { expect, test } from '@jest/globals';
import { type ImageSources, chooseImage, k3sImage } from './cluster-image.ts';

const built = 'eks-practice/kubernetes:0123456789abcdef';

/** Sources with what Docker has and what a registry has, and a record of what was done. */
function sources(given: { asked?: string; present?: string[]; pullable?: string[] }) {
  const present = new Set(given.present);
  const done: string[] = [];
  const all: ImageSources = {
    asked: given.asked,
    built,
    isPresent: async (reference) => present.has(reference),
    pull: async (reference) => {
      done.push(`pull ${reference}`);
      if (given.pullable?.includes(reference)) present.add(reference);
      return present.has(reference);
    },
    build: async (reference) => {
      done.push(`build ${reference}`);
    },
  };
  return { all, done };
}

test('K3s is pulled where a registry has it', async () => {
  const { all, done } = sources({ pullable: [k3sImage] });
  expect(await chooseImage(all)).toBe(k3sImage);
  expect(done).toEqual([`pull ${k3sImage}`]);
});

test('without a registry the image is built', async () => {
  const { all, done } = sources({});
  expect(await chooseImage(all)).toBe(built);
  expect(done).toEqual([`pull ${k3sImage}`, `build ${built}`]);
});

test.each([k3sImage, built])('with %s in Docker nothing is pulled or built', async (image) => {
  const { all, done } = sources({ present: [image], pullable: [k3sImage] });
  expect(await chooseImage(all)).toBe(image);
  expect(done).toEqual([]);
});

test('a pull that leaves no image behind does not count', async () => {
  const { all, done } = sources({});
  expect(await chooseImage({ ...all, pull: async () => true })).toBe(built);
  expect(done).toEqual([`build ${built}`]);
});

test('what the user asks for goes first, pulled if need be', async () => {
  const asked = 'registry.example/kubernetes:1';
  const { all, done } = sources({ asked, present: [k3sImage, built], pullable: [asked] });
  expect(await chooseImage(all)).toBe(asked);
  expect(done).toEqual([`pull ${asked}`]);
});

test('what the user asks for and cannot be had is his mistake, and nothing else is taken', async () => {
  const { all, done } = sources({ asked: 'no/such:1', present: [built] });
  await expect(chooseImage(all)).rejects.toMatchObject({ code: 'kubernetes-image-missing' });
  expect(done).toEqual(['pull no/such:1']);
});
