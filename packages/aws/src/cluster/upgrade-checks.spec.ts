import { expect, test } from '@jest/globals';
import { upgradeChecks, upgradeStep } from './upgrade-checks.ts';
import type { UpgradeFacts } from './upgrade-facts.ts';

const ready: UpgradeFacts = {
  cluster: 'dev',
  version: '1.35',
  status: 'ACTIVE',
  nodeGroups: [{ name: 'group', version: '1.35', status: 'ACTIVE' }],
  insights: [{ name: 'Deprecated APIs', status: 'PASSING', recommendation: '' }],
  addOns: [{ name: 'coredns', version: 'v1', fits: true }],
  kubectlVersion: '1.36.3',
};

test('what is in order is told as such', () => {
  expect(upgradeChecks(ready, '1.36').map(({ verdict }) => verdict)).toEqual(Array(5).fill('ok'));
});

test.each<[string, Partial<UpgradeFacts>, 'refused' | 'warning', RegExp, RegExp]>([
  ['a cluster that changes', { status: 'UPDATING' }, 'refused', /it is UPDATING/, /Wait/],
  [
    'nodes behind',
    { nodeGroups: [{ name: 'g', version: '1.34', status: 'ACTIVE' }] },
    'refused',
    /g is ACTIVE, of Kubernetes 1.34/,
    /update-nodegroup-version/,
  ],
  [
    'nodes that are not well',
    { nodeGroups: [{ name: 'g', version: '1.35', status: 'DEGRADED' }] },
    'refused',
    /g is DEGRADED/,
    /update-nodegroup-version/,
  ],
  [
    'an insight that is an error',
    { insights: [{ name: 'APIs', status: 'ERROR', recommendation: 'Move.' }] },
    'refused',
    /APIs \(Move\.\)/,
    /list-insights/,
  ],
  [
    'an insight that warns',
    { insights: [{ name: 'Skew', status: 'WARNING', recommendation: '' }] },
    'warning',
    /Skew/,
    /list-insights/,
  ],
  ['no insights', { insights: [] }, 'warning', /no findings yet/, /once a day/],
  [
    'an add-on for another version',
    { addOns: [{ name: 'coredns', version: 'v1', fits: false }] },
    'refused',
    /coredns v1 is not for 1.36/,
    /describe-addon-versions --kubernetes-version 1.36/,
  ],
  ['a kubectl too old', { kubectlVersion: '1.34.9' }, 'refused', /it is 1.34.9/, /lambda-layer-kubectl-v36/],
  ['a kubectl that does not tell', { kubectlVersion: undefined }, 'warning', /not told/, /lambda-layer-kubectl-v36/],
])('%s: %j is %s', (_, facts, verdict, detail, remedy) => {
  const found = upgradeChecks({ ...ready, ...facts }, '1.36').filter((check) => check.verdict !== 'ok');
  expect(found).toEqual([
    expect.objectContaining({ verdict, detail: expect.stringMatching(detail), remedy: expect.stringMatching(remedy) }),
  ]);
});

test('an upgrade is one minor version', () => {
  expect(upgradeStep('dev', '1.36', '1.36')).toBe('none');
  expect(upgradeStep('dev', '1.35', '1.36')).toBe('one');
  expect(() => upgradeStep('dev', '1.33', '1.36')).toThrow(
    expect.objectContaining({ code: 'upgrade-skips', remedy: expect.stringContaining('to 1.34') }),
  );
  expect(() => upgradeStep('dev', '1.37', '1.36')).toThrow(
    expect.objectContaining({ code: 'upgrade-backwards', remedy: expect.stringContaining('to 1.37') }),
  );
});
