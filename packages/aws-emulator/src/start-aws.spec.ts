import { expect, test } from '@jest/globals';
import { errorAnswer } from './aws-call.ts';
import { startAws } from './start-aws.ts';

const signature =
  'AWS4-HMAC-SHA256 Credential=testing/20260101/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0';

async function callerIdentity(url: string): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: signature, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  return answer.text();
}

test('answers as AWS does, lets a test answer instead, and is gone when it is not needed', async () => {
  let url: string;
  {
    await using aws = await startAws();
    url = aws.url;
    expect(await callerIdentity(url)).toContain(`<Account>${aws.account}</Account>`);
    aws.answer((call) => (call.service === 'sts' ? errorAnswer(call, 'ExpiredToken', 'too <old>', 403) : undefined));
    expect(await callerIdentity(url)).toContain('<Code>ExpiredToken</Code><Message>too &lt;old&gt;</Message>');
    expect(aws.calls.map(({ action }) => action)).toEqual(['GetCallerIdentity', 'GetCallerIdentity']);
    await aws.reset();
    expect(aws.calls).toEqual([]);
    expect(await callerIdentity(url)).toContain('GetCallerIdentityResult');
  }
  await expect(callerIdentity(url)).rejects.toThrow('fetch failed');
  // Where it runs alone on a new machine, it installs moto.
}, 300_000);
