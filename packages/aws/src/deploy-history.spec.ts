import { GetParameterHistoryCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { EksStage } from '@eks-practice/stages/stage';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { afterEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { earlierDeploys } from './deploy-history.ts';

const dev = stageNamed('dev') as EksStage;
const session = { account: '123456789012', region: 'eu-central-1', callerArn: 'arn:aws:iam::123456789012:user/x' };
const ssm = mockClient(SSMClient);

afterEach(() => void ssm.reset());

function version(number: number, value: string): object {
  return { Version: number, LastModifiedDate: new Date(number * 1000), Value: value };
}

test('every page of the history is read, and the oldest deploy comes first', async () => {
  ssm
    .on(GetParameterHistoryCommand)
    .resolvesOnce({ Parameters: [version(3, '{"api":"c"}'), version(2, '{"api":"b"}')], NextToken: 'more' })
    .resolvesOnce({ Parameters: [version(1, '{"api":"a"}')] });
  expect(await earlierDeploys(session, dev)).toEqual([
    { number: 1, at: new Date(1000), tags: { api: 'a' } },
    { number: 2, at: new Date(2000), tags: { api: 'b' } },
    { number: 3, at: new Date(3000), tags: { api: 'c' } },
  ]);
  expect(ssm.commandCalls(GetParameterHistoryCommand)[0]?.args[0].input.Name).toBe('/eks-practice/stages/dev/images');
});

test('a stage that is not deployed has none', async () => {
  ssm.on(GetParameterHistoryCommand).rejects(Object.assign(new Error(), { name: 'ParameterNotFound' }));
  expect(await earlierDeploys(session, dev)).toEqual([]);
});

test.each(['no JSON', '[]', '{"api":1}', 'null', ''])('what says %j is no deploy', async (value) => {
  ssm.on(GetParameterHistoryCommand).resolves({ Parameters: [version(1, value)] });
  expect(await earlierDeploys(session, dev)).toEqual([]);
});
