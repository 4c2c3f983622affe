import { expect, test } from '@jest/globals';
import { measuringArguments, withResolution } from './metrics-server.ts';

test.each<[number, string[]]>([
  [10, ['--metric-resolution=10s', '--kubelet-request-timeout=9s']],
  [11, ['--metric-resolution=11s', '--kubelet-request-timeout=9s']],
  [12, ['--metric-resolution=12s']],
  [60, ['--metric-resolution=60s']],
])('at %i s metrics-server is started so that it does not refuse', (seconds, args) => {
  expect(measuringArguments(seconds)).toEqual(args);
});

const fresh = ['--cert-dir=/tmp', '--metric-resolution=15s', '--secure-port=10250'];
const tuned = ['--cert-dir=/tmp', '--secure-port=10250', '--metric-resolution=10s', '--kubelet-request-timeout=9s'];

test.each<[string, readonly string[], number, string[] | undefined]>([
  ['a new cluster at its own resolution', fresh, 15, undefined],
  ['a new cluster', fresh, 10, tuned],
  ['a tuned cluster', tuned, 10, undefined],
  ['a tuned cluster that goes back', tuned, 15, [...tuned.slice(0, 2), '--metric-resolution=15s']],
  ['one that nobody told anything', ['--cert-dir=/tmp'], 15, ['--cert-dir=/tmp', '--metric-resolution=15s']],
])('%s gets only what it lacks', (_, args, seconds, wanted) => {
  expect(withResolution(args, seconds)).toEqual(wanted);
});
