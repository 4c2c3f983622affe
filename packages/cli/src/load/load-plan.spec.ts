import { expect, test } from '@jest/globals';
import { type LoadWishes, loadPlan, scenarioNamed } from './load-plan.ts';

const plain: LoadWishes = { scenario: 'load', quick: false };

test.each([
  [{}, { kind: 'run', scenario: 'load', quick: false }],
  [
    { scenario: 'stress', quick: true },
    { kind: 'run', scenario: 'stress', quick: true },
  ],
  [
    { scenario: 'soak', duration: '15m' },
    { kind: 'run', scenario: 'soak', quick: false, soakSeconds: 900 },
  ],
  [{ runners: '3' }, { kind: 'run', scenario: 'load', quick: false, runners: 3 }],
  [{ runs: '1' }, { kind: 'run', scenario: 'load', quick: false }],
  [
    { runs: '3', seed: '7' },
    { kind: 'series', runs: 3, seed: 7, quick: false },
  ],
  [
    { compare: 'latest', seed: '7' },
    { kind: 'series', runs: 5, seed: 7, quick: false, compare: 'latest' },
  ],
  [
    { compare: 'a', with: 'b' },
    { kind: 'comparison', before: 'a', after: 'b' },
  ],
])('%j', (wishes, plan) => {
  expect(loadPlan({ ...plain, ...wishes })).toEqual(plan);
});

test('a seed that nobody gave is another one each time', () => {
  const seeds = Array.from({ length: 5 }, () => loadPlan({ ...plain, runs: '2' })).map((plan) =>
    plan.kind === 'series' ? plan.seed : undefined,
  );
  expect(new Set(seeds).size).toBeGreaterThan(1);
});

test.each([
  [{ scenario: 'spike', runs: '5' }, /run once/],
  [{ scenario: 'soak', compare: 'latest' }, /run once/],
  [{ compare: 'latest', runs: '4' }, /too few/],
  [{ runs: '0' }, /no whole number from 1/],
  [{ runs: '2.5' }, /no whole number/],
  [{ runs: '51' }, /to 50/],
  [{ seed: '1' }, /moments of a series/],
  [{ with: 'b' }, /compared with/],
  [{ compare: 'a', with: 'b', runs: '5' }, /sends no load/],
  [{ compare: 'a', with: 'b', quick: true }, /sends no load/],
  [{ duration: '10m' }, /no other scenario/],
  [{ scenario: 'soak', duration: '2h' }, /between 30s and 1h/],
  [{ runners: '51' }, /1 to 50/],
  [{ runners: '0' }, /no whole number from 1/],
  [{ runners: '2', quick: true }, /in full/],
  [{ runners: '2', scenario: 'spike' }, /one load/],
  [{ runners: '2', runs: '5' }, /one load/],
  [{ scenario: 'soak', duration: 'long' }, /not a duration/],
])('%j is refused with what to do', (wishes, message) => {
  expect(() => loadPlan({ ...plain, ...wishes })).toThrow(
    expect.objectContaining({ message: expect.stringMatching(message), remedy: expect.stringMatching(/^\w.+\.$/) }),
  );
});

test('an unknown scenario is refused with those that exist', () => {
  expect(scenarioNamed('smoke')).toBe('smoke');
  expect(() => scenarioNamed('stres')).toThrow(
    expect.objectContaining({
      message: 'There is no scenario "stres". Did you mean "stress"?',
      remedy: 'Choose one of: smoke, load, spike, soak, stress.',
    }),
  );
});
