import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { type ImageChoice, type ImageSource, chooseImage } from './choose-image.ts';
import { silent } from '../progress.ts';

const variable = 'EKS_PRACTICE_BASE_IMAGE';
const { EKS_PRACTICE_BASE_IMAGE: before } = process.env;
const [preferred, built, asked] = ['registry.example/thing:1', 'eks-practice/thing:0123', 'elsewhere.example/thing:2'];

beforeEach(() => {
  delete process.env.EKS_PRACTICE_BASE_IMAGE;
});

afterAll(() => {
  if (before !== undefined) process.env.EKS_PRACTICE_BASE_IMAGE = before;
});

/** A choice among what Docker has and what a registry has, with a record of what was done for it. */
function given({ present = [], pullable = [] }: { present?: string[]; pullable?: string[] }) {
  const there = new Set(present);
  const done: string[] = [];
  const source: ImageSource = {
    has: async (reference) => there.has(reference),
    pull: async (reference) => {
      done.push(`pull ${reference}`);
      if (pullable.includes(reference)) there.add(reference);
      return there.has(reference);
    },
  };
  const build = async (): Promise<void> => void done.push('build');
  const choice: ImageChoice = { variable, preferred, built, build, architecture: 'arm64' };
  return { choose: () => chooseImage(choice, silent, source), done };
}

test.each([
  { name: 'the preferred one is pulled', pullable: [preferred], chosen: preferred, steps: [`pull ${preferred}`] },
  { name: 'without a registry one is built', chosen: built, steps: [`pull ${preferred}`, 'build'] },
  { name: 'the preferred one is there', present: [preferred], chosen: preferred, steps: [] },
  { name: 'a built one is there', present: [built], pullable: [preferred], chosen: built, steps: [] },
])('$name: $chosen', async ({ present, pullable, chosen, steps }) => {
  const { choose, done } = given({ present: present ?? [], pullable: pullable ?? [] });
  expect(await choose()).toBe(chosen);
  expect(done).toEqual(steps);
});

test.each([
  { name: 'is there', present: [asked], pullable: [], steps: [] },
  { name: 'can be pulled', present: [preferred, built], pullable: [asked], steps: [`pull ${asked}`] },
])('what the user asks for goes first, where it $name', async ({ present, pullable, steps }) => {
  process.env[variable] = asked;
  const { choose, done } = given({ present, pullable });
  expect(await choose()).toBe(asked);
  expect(done).toEqual(steps);
});

test('what the user asks for and cannot be had is his mistake, and nothing else is taken', async () => {
  process.env[variable] = asked;
  const { choose, done } = given({ present: [preferred, built] });
  await expect(choose()).rejects.toMatchObject({
    code: 'image-missing',
    message: expect.stringContaining(`"${asked}" for arm64`),
    remedy: expect.stringContaining(variable),
  });
  expect(done).toEqual([`pull ${asked}`]);
});
