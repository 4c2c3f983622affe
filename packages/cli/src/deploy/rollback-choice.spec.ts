import type { EarlierDeploy } from '@eks-practice/aws/deploy-history';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { rollbackChoice } from './rollback-choice.ts';

const dev = stageNamed('dev') as EksStage;

function deploy(number: number, api: string, others: Record<string, string> = { 'user-api': 'u' }): EarlierDeploy {
  return { number, at: new Date(number), tags: { api, ...others } };
}

test.each([
  ['the one before', [deploy(1, 'a'), deploy(2, 'b')], undefined, 1],
  ['the last with other images', [deploy(1, 'a'), deploy(2, 'b'), deploy(3, 'c'), deploy(4, 'c')], undefined, 2],
  ['after a rollback, the way back', [deploy(1, 'a'), deploy(2, 'b'), deploy(3, 'a')], undefined, 2],
  ['the one that is asked for', [deploy(1, 'a'), deploy(2, 'b'), deploy(3, 'c')], '1', 1],
  ['of a long history, by its number', [deploy(101, 'a'), deploy(102, 'b')], '101', 101],
])('%s', (_, deploys, to, number) => {
  expect(rollbackChoice(dev, deploys, to).number).toBe(number);
});

test.each([
  ['not-deployed', [], undefined],
  ['nothing-earlier', [deploy(1, 'a')], undefined],
  ['nothing-earlier', [deploy(1, 'a'), deploy(2, 'a')], undefined],
  ['unknown-deploy', [deploy(1, 'a'), deploy(2, 'b')], '7'],
  ['invalid-deploy', [deploy(1, 'a'), deploy(2, 'b')], 'first'],
  ['invalid-deploy', [deploy(1, 'a'), deploy(2, 'b')], '0'],
  ['invalid-deploy', [deploy(1, 'a'), deploy(2, 'b')], '1; reboot'],
  ['already-deployed', [deploy(1, 'a'), deploy(2, 'b')], '2'],
  ['services-changed', [deploy(1, 'a', {}), deploy(2, 'b')], '1'],
  ['services-changed', [deploy(1, 'a', { 'user-api': 'u', orders: 'o' }), deploy(2, 'b')], '1'],
])('%s is refused', (code, deploys, to) => {
  expect(() => rollbackChoice(dev, deploys, to)).toThrow(expect.objectContaining({ code }));
});

test('which services were others is named', () => {
  const deploys = [deploy(1, 'a', { orders: 'o' }), deploy(2, 'b')];
  expect(() => rollbackChoice(dev, deploys)).toThrow(
    'was of other services: it had no user-api; it had orders, which the catalogue no longer has.',
  );
});
