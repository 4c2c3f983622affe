import { expect, test } from '@jest/globals';
import { outcome } from './deploy.ts';
import { requireConfirmation } from './remove.ts';
import { describe } from './status.ts';

const deployed = {
  stage: 'local',
  cluster: 'local',
  namespace: 'local',
  images: {},
  endpoint: 'http://127.0.0.1:18080',
  publicServices: [],
  kubeconfig: '/k.yaml',
  warnings: [],
};

test('a deploy that changed nothing says so, and one that did does not', () => {
  expect(outcome({ ...deployed, changed: false })).toContain('Nothing to do');
  expect(outcome({ ...deployed, changed: true })).toMatch(/^\nStage local is deployed\./);
});

test('what is worth knowing after a deploy comes last', () => {
  expect(outcome({ ...deployed, changed: true, notices: ['Mind the gap.'] })).toMatch(/\n {2}! Mind the gap\.$/);
  expect(outcome({ ...deployed, changed: false, warnings: ['Too slow.'] })).toMatch(/\n {2}! Too slow\.$/);
});

test('a protected stage is removed only by its name', () => {
  const production = { name: 'production', protected: true };
  expect(() => requireConfirmation(production)).toThrow('is protected');
  expect(() => requireConfirmation(production, 'production')).not.toThrow();
  expect(() => requireConfirmation({ name: 'local', protected: false })).not.toThrow();
});

test('a name that confirms another stage removes none', () => {
  const wrong = /--confirm production names another stage than local/;
  expect(() => requireConfirmation({ name: 'local', protected: false }, 'production')).toThrow(wrong);
  expect(() => requireConfirmation({ name: 'production', protected: true }, 'yes')).toThrow('another stage');
});

const workload = {
  name: 'api',
  ready: 2,
  desired: 3,
  minReplicas: 2,
  maxReplicas: 5,
  cpuPercent: 71,
  targetCpuPercent: 60,
  problems: [{ subject: 'api-1', reason: 'it is starting', remedy: 'Wait.' }],
};
const local = { bringUp: 'npx eks-practice deploy' };
const status = { stage: 'local', cluster: { state: 'running' }, endpoint: 'http://127.0.0.1:18080' };

test('status shows a row per workload and what keeps pods from being ready', () => {
  const text = describe({ ...status, workloads: [workload] }, local);
  expect(text).toMatch(/api +2\/3 +2-5 +71 % of 60 %/);
  expect(text).toContain('! api-1: it is starting\n    Wait.');
});

test('status does not hide that an autoscaler is blind', () => {
  expect(describe({ ...status, workloads: [{ ...workload, cpuPercent: null }] }, local)).toContain('<unknown> of 60 %');
});

test('status says how to bring up what is not there', () => {
  const bringUp = 'npx eks-practice deploy';
  expect(describe({ ...status, cluster: { state: 'stopped' }, workloads: [] }, local)).toContain(bringUp);
  expect(describe({ ...status, workloads: [] }, local)).toContain(bringUp);
});

test('status of a stage on EKS names its stack, also while the cluster is gone', () => {
  const facts = { account: '123456789012', region: 'eu-central-1', stack: 'dev-workloads', deploy: 3 };
  const aws = { ...facts, stackStatus: 'UPDATE_COMPLETE' };
  const line = /\n {2}stack dev-workloads in eu-central-1 of account 123456789012: UPDATE_COMPLETE, deploy 3/;
  expect(describe({ ...status, aws, workloads: [workload] }, local)).toMatch(line);
  expect(describe({ ...status, aws, cluster: { state: 'absent' }, workloads: [] }, local)).toMatch(line);
});
