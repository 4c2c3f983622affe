import { expect, test } from '@jest/globals';
import { mergeResults } from './merge-results.ts';
import type { Parts, Profiles, Results } from './results.ts';

const spread = (median: number) => ({ median, min: median, max: median });
const requests = (median: number) => ({ ratios: { usersVsSeed: spread(median) } }) as Parts['requests'];
const start = { ratios: { startVsNode: spread(1.4) }, measuredAt: '2026-01-01T00:00Z' } as Parts['start'];
const profile = { cpuMicroseconds: 860 } as Profiles;

const before = { parts: { requests: requests(2), start }, profileBefore: profile } as Results;

test('what is measured anew replaces the old figures; what is not keeps them and their date', () => {
  const merged = mergeResults(before, { requests: requests(3) } as Parts);
  expect(merged.parts).toEqual({ requests: requests(3), start });
  expect(merged.ratios).toEqual({ usersVsSeed: spread(3), startVsNode: spread(1.4) });
  expect(merged.profileBefore).toBe(profile);
});

test('the first run begins with nothing', () => {
  expect(mergeResults(undefined, {})).toMatchObject({ schemaVersion: 1, ratios: {}, parts: {} });
});

test('an earlier profile is replaced by the one that is given', () => {
  const other = { cpuMicroseconds: 1 } as Profiles;
  expect(mergeResults(before, {}, other)).toMatchObject({ parts: before.parts, profileBefore: other });
});
