import { expect, test } from '@jest/globals';
import { type Assumptions, assumptions } from '../assumptions.ts';
import { always } from '../range.ts';
import { fixtureStage } from '../stage.fixture.ts';
import { trafficOf } from './traffic.ts';

/** So many requests a second, with 3 KB down and 1 KB up. */
function assumed(perSecond: number, answerKb = 3): Assumptions {
  return {
    ...assumptions,
    requestsPerSecond: { ...assumptions.requestsPerSecond, ...always(perSecond) },
    answerKb: { ...assumptions.answerKb, ...always(answerKb) },
    requestKb: { ...assumptions.requestKb, ...always(1) },
  };
}

const nlb = fixtureStage();
const alb = fixtureStage({ ingress: 'alb' });
/** Requests of a month at one a second. */
const requests = 3600 * 730;

test('data to the internet is that of the answers', () => {
  expect(trafficOf(nlb, 2, assumed(10)).internetGb.atRest).toBeCloseTo(10 * requests * 3e-6);
});

test.each([
  // 4 KB there and back; a call from api to user-api, and with an NLB the way to api; billed where it leaves and arrives.
  ['nlb', nlb, 2, requests * 4e-6 * 2 * (1 / 2) * 2],
  ['nlb', nlb, 3, requests * 4e-6 * 2 * (2 / 3) * 2],
  ['alb', alb, 2, requests * 4e-6 * 1 * (1 / 2) * 2],
  ['nlb', nlb, 1, 0],
] as const)('data between zones by %s', (_, stage, zones, gb) => {
  expect(trafficOf(stage, zones, assumed(1)).crossZoneGb.atRest).toBeCloseTo(gb);
});

test.each([
  // 25 new connections a second are a unit of an ALB, 800 one of an NLB; 1 GB an hour is one of either.
  ['new connections of an ALB', alb, 50, 3, 2 * 730],
  ['bytes through an NLB: 100 x 3600 x 4 KB are 1.44 GB an hour', nlb, 100, 3, 1.44 * 730],
  ['new connections of an NLB, with no bytes to speak of', nlb, 1600, -1, 2 * 730],
] as const)('a capacity unit is billed by what is used most: %s', (_, stage, perSecond, answerKb, hours) => {
  expect(trafficOf(stage, 2, assumed(perSecond, answerKb)).lcuHours.atRest).toBeCloseTo(hours);
});
