import { expect, test } from '@jest/globals';
import { type DeploymentsAnswer, lastDeployed } from './last-deployed.ts';

/** As GitHub answers, the newest first: `commit state`. */
function answer(...deployments: readonly string[]): DeploymentsAnswer {
  const nodes = deployments.map((deployment) => {
    const [commitOid = '', state] = deployment.split(' ');
    return { commitOid, latestStatus: state === undefined ? null : { state } };
  });
  return { data: { repository: { deployments: { nodes } } } };
}

test.each<{ deployments: string[]; last: string | undefined; when: string }>([
  { when: 'nothing was deployed yet', deployments: [], last: undefined },
  { when: 'none succeeded', deployments: ['c FAILURE', 'b ERROR'], last: undefined },
  {
    when: 'this one runs, and those before are superseded',
    deployments: ['d IN_PROGRESS', 'c SUCCESS', 'b INACTIVE'],
    last: 'c',
  },
  { when: 'the one before failed', deployments: ['d WAITING', 'c FAILURE', 'b SUCCESS', 'a INACTIVE'], last: 'b' },
  { when: 'one was never begun', deployments: ['d', 'c SUCCESS'], last: 'c' },
])('the commit to compare with is the last that went well: $when', ({ deployments, last }) => {
  expect(lastDeployed(answer(...deployments))).toBe(last);
});

test('an answer without deployments is an error, not "nothing was deployed"', () => {
  expect(() => lastDeployed({ data: { repository: null }, errors: [{ message: 'not accessible' }] })).toThrow(
    'not accessible',
  );
});
