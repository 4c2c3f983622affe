import type { UpgradeCheck } from '@eks-practice/aws/cluster/upgrade-checks';
import { expect, test } from '@jest/globals';
import { checklist, disruptionCheck, refuseUpgrade } from './upgrade-checks.ts';

const budget = (expectedPods: number, disruptionsAllowed: number) => ({
  metadata: { namespace: 'dev', name: 'api' },
  status: { expectedPods, disruptionsAllowed, currentHealthy: 1, desiredHealthy: 1 },
});

test.each([
  { what: 'one that allows a disruption', budgets: [budget(2, 1)], verdict: 'ok' },
  { what: 'one without pods', budgets: [budget(0, 0)], verdict: 'ok' },
  { what: 'one that nobody has counted yet', budgets: [{ metadata: { name: 'new' } }], verdict: 'ok' },
  { what: 'one that allows none', budgets: [budget(2, 1), budget(1, 0)], verdict: 'refused' },
])('of disruption budgets $what is $verdict', ({ budgets, verdict }) => {
  expect(disruptionCheck(budgets).verdict).toBe(verdict);
});

const checks: UpgradeCheck[] = [
  { title: 'The cluster is active', verdict: 'ok', detail: 'yes' },
  { title: 'Findings', verdict: 'warning', detail: 'none yet', remedy: 'Look tomorrow.' },
];

test('a warning keeps nobody from an upgrade, and a refusal does', () => {
  expect(() => refuseUpgrade('dev', checks)).not.toThrow();
  const refused = { title: 'Nodes', verdict: 'refused', detail: 'behind', remedy: 'Bring them on.' } as const;
  expect(() => refuseUpgrade('dev', [...checks, refused])).toThrow(
    expect.objectContaining({
      code: 'upgrade-refused',
      message: 'Cluster dev is not ready for the upgrade:\n  ✖ Nodes: behind\n    Bring them on.',
    }),
  );
});

test('the checklist has a line for each, and what to do below', () => {
  expect(checklist(checks)).toBe('  ✔ The cluster is active: yes\n  ! Findings: none yet\n    Look tomorrow.');
});
