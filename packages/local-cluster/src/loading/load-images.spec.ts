import { expect, test } from '@jest/globals';
import { canonical } from './load-images.ts';

test.each([
  ['node', 'docker.io/library/node:latest'],
  ['node:24', 'docker.io/library/node:24'],
  ['eks-practice/api:0123', 'docker.io/eks-practice/api:0123'],
  ['localhost/api', 'localhost/api:latest'],
  ['localhost:5000/api', 'localhost:5000/api:latest'],
  ['gcr.io/distroless/nodejs24-debian12:nonroot', 'gcr.io/distroless/nodejs24-debian12:nonroot'],
  ['node@sha256:00', 'docker.io/library/node@sha256:00'],
])('%s is kept as %s', (reference, expected) => {
  expect(canonical(reference)).toBe(expected);
});
