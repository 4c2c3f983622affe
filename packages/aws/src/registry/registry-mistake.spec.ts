import { expect, test } from '@jest/globals';
import { pushMistake } from './registry-mistake.ts';

// The words of ECR, as Docker's daemon passes them on.
test.each([
  ['denied: Your authorization token has expired. Reauthenticate and try again.', 'registry-sign-in-expired'],
  ['no basic auth credentials', 'registry-denied'],
  [
    'denied: User: arn:aws:iam::123456789012:user/x is not authorized to perform: ecr:InitiateLayerUpload on resource: y',
    'registry-denied',
  ],
  ["name unknown: The repository with name 'dev/api' does not exist in the registry", 'repository-missing'],
  [
    'Get "https://1.dkr.ecr.eu-central-1.amazonaws.com/v2/": dial tcp: lookup 1.dkr.ecr: no such host',
    'registry-unreachable',
  ],
  ['Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused', 'registry-unreachable'],
  ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'registry-unreachable'],
  ['received unexpected HTTP status: 500 Internal Server Error', 'push-failed'],
])('%s: %s', (failure, code) => {
  const mistake = pushMistake(failure, 'registry', 'dev/api');
  expect(mistake).toMatchObject({ code, message: `Docker could not push to registry/dev/api: ${failure}` });
});
