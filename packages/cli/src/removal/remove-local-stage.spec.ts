import { stageNamed } from '@eks-practice/stages/stage-named';
import { afterEach, expect, jest, test } from '@jest/globals';
import { removeLocalStage } from './remove-local-stage.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  [
    'in words',
    false,
    'Stage local: Docker is not installed on this machine, so there is nothing of it here to remove.',
  ],
  ['as JSON', true, '{"stage":"local","removed":false}'],
])('without Docker there is nothing to remove, which is said %s', async (_, json, said) => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await removeLocalStage(stageNamed('local'), { json, images: true }, async () => true);
  expect(printed.mock.calls).toEqual([[said]]);
});
