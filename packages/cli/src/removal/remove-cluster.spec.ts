import { expect, test } from '@jest/globals';
import { refuseWithStages, requireClusterConfirmation } from './remove-cluster.ts';

test('a cluster with stages is refused with all of them and the command for each', () => {
  expect(() => refuseWithStages('dev', [])).not.toThrow();
  expect(() => refuseWithStages('dev', [{ stage: 'dev' }, { stage: 'old' }])).toThrow(
    expect.objectContaining({
      message: 'The cluster dev still has the stages dev, old.',
      remedy: expect.stringMatching(/--stage dev --cluster dev\n.*--stage old --cluster dev$/),
    }),
  );
});

test('a protected cluster is removed only by its name', () => {
  const production = { name: 'production', protected: true };
  expect(() => requireClusterConfirmation(production)).toThrow('is protected');
  expect(() => requireClusterConfirmation(production, 'dev')).toThrow('is protected');
  expect(() => requireClusterConfirmation(production, 'production')).not.toThrow();
  expect(() => requireClusterConfirmation({ name: 'dev', protected: false })).not.toThrow();
});
