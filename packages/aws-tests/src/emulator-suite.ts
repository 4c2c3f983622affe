import { type AwsEmulator, startAws } from '@eks-practice/aws-emulator/start-aws';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';

/**
 * One emulator for a file of tests, empty before each of them. This process asks it and nothing else.
 * @returns it, once the tests run
 */
export function emulatedAws(): () => AwsEmulator {
  let aws: AwsEmulator | undefined;
  beforeAll(async () => {
    aws = await startAws();
    Object.assign(process.env, aws.environment);
    // An empty name would be a profile's as well.
    delete process.env.AWS_PROFILE;
  }, 300_000);
  beforeEach(() => aws?.reset());
  afterAll(() => aws?.stop());
  return () => {
    if (!aws) throw new Error('the emulator runs only while the tests do');
    return aws;
  };
}
