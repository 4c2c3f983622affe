import { expect, test } from '@jest/globals';
import { fastEnough } from './thresholds.ts';

const phases = [
  { name: 'base', ratePerSecond: 10, seconds: 12.5 },
  { name: 'peak', ratePerSecond: 100, seconds: 90 },
];
const settings = {
  ...{ url: 'http://127.0.0.1:1', service: 'api', connections: 'new' as const, p95BoundMs: 500, summaryFile: 's.json' },
  phases,
};

test.each([
  ['the last phase is judged, and 95 % of the plan must be sent', {}, undefined, ['peak'], 8_669],
  ['phases that are named are judged instead', {}, ['base', 'peak'], ['base', 'peak'], 8_669],
  ['a load that may end early is certain of its other phases only', { mayEndEarly: true }, undefined, ['peak'], 119],
  ['each of three runners must send its part', { runners: 3 }, undefined, ['peak'], 2_890],
] as const)('%s', (_, change, judged, expected, least) => {
  const thresholds = fastEnough({ ...settings, ...change }, ...(judged ? [judged] : []));
  expect(thresholds).toEqual({
    ...Object.fromEntries(expected.map((name) => [`http_req_duration{scenario:${name}}`, ['p(95)<500']])),
    http_reqs: [`count>=${least}`],
  });
});
