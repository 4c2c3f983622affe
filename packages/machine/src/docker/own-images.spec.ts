import { afterEach, expect, jest, test } from '@jest/globals';
import type Docker from 'dockerode';
import { docker } from './docker.ts';
import { ownImageLabel, removeOwnImages } from './own-images.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

/** A daemon with images that have the label, some of which it does not let go. */
function given(
  images: { named: string; names: string[] | null }[],
  refused: Readonly<Record<string, number>> = {},
): void {
  const listed = images.map(({ named, names }) => ({ RepoTags: names, Labels: { [ownImageLabel]: named } }));
  jest.spyOn(docker, 'listImages').mockResolvedValue(listed as unknown as Docker.ImageInfo[]);
  jest.spyOn(docker, 'getImage').mockImplementation((name) => {
    const statusCode = refused[name];
    const remove = async (): Promise<void> => {
      if (statusCode) throw Object.assign(new Error('refused'), { statusCode });
    };
    return { remove } as unknown as Docker.Image;
  });
}

test('what was built here goes', async () => {
  given(['ours/b:1', 'ours/a:1'].map((name) => ({ named: name, names: [name] })));
  expect(await removeOwnImages()).toEqual(['ours/a:1', 'ours/b:1']);
  expect(docker.listImages).toHaveBeenCalledWith({ filters: { label: [ownImageLabel] } });
});

test('what somebody built on one of ours, or named anew, stays', async () => {
  given([
    { named: 'ours/a:1', names: ['theirs:1'] },
    { named: 'ours/b:1', names: ['ours/b:1', 'theirs:2'] },
    { named: 'ours/c:1', names: null },
  ]);
  expect(await removeOwnImages()).toEqual(['ours/b:1']);
});

test('what a container uses stays, and what somebody else has removed is no error', async () => {
  const images = ['used', 'gone', 'old'].map((name) => ({ named: name, names: [name] }));
  given(images, { used: 409, gone: 404 });
  expect(await removeOwnImages()).toEqual(['old']);
});

test('any other refusal is told', async () => {
  given([{ named: 'stuck', names: ['stuck'] }], { stuck: 500 });
  await expect(removeOwnImages()).rejects.toMatchObject({ statusCode: 500 });
});
