import { UserError } from '@eks-practice/errors/user-error';
import { type EksStage, isOnEks } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { awsFindings, stageFinding } from './examine-eks.ts';

const stage = stageNamed('dev') as EksStage;
if (!isOnEks(stage)) throw new TypeError('dev is no longer on EKS');
const session = { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/me' };
const mistake = new UserError('It is not so.', { code: 'a-mistake', remedy: 'Make it so.' });

test('without credentials no more is told of AWS than that', () => {
  expect(awsFindings(stage, mistake, undefined)).toEqual([
    { name: 'AWS account', state: 'missing', found: 'It is not so.', remedy: 'Make it so.' },
    { name: 'AWS region', state: 'ok', found: 'eu-central-1' },
  ]);
});

test.each([
  ['all there', { bootstrap: undefined, cluster: '1.36' }, ['ok', 'ok']],
  ['no bootstrap', { bootstrap: mistake, cluster: '1.36' }, ['missing', 'ok']],
  ['no cluster', { bootstrap: undefined, cluster: mistake }, ['ok', 'missing']],
])('%s', (_, found, states) => {
  const findings = awsFindings(stage, session, found);
  expect(findings.map(({ name }) => name)).toEqual(['AWS account', 'AWS region', 'CDK bootstrap', 'EKS cluster']);
  expect(findings.slice(2).map(({ state }) => state)).toEqual(states);
  for (const { state, remedy } of findings) expect(remedy).toBe(state === 'ok' ? undefined : 'Make it so.');
});

test('a stage that a deploy would refuse is told with what to change', () => {
  expect(stageFinding(stage).state).toBe('ok');
  const nodes = { ...stage.cluster.nodes, instanceType: 't4g.micro' };
  const refused = stageFinding({ ...stage, cluster: { ...stage.cluster, nodes } });
  expect(refused).toMatchObject({ state: 'missing', found: expect.stringContaining('t4g.micro') });
  expect(refused.remedy).not.toBe('');
});
