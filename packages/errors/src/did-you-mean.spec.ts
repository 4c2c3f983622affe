import { expect, test } from '@jest/globals';
import { didYouMean } from './did-you-mean.ts';

const stages = ['local', 'dev', 'production'];

test.each([
  { word: 'lcoal', meant: 'local' },
  { word: 'loca', meant: 'local' },
  { word: 'locall', meant: 'local' },
  { word: 'LOCAL', meant: 'local' },
  { word: 'dve', meant: 'dev' },
  { word: 'prod', meant: 'production' },
  { word: 'produktion', meant: 'production' },
])('$word is near $meant', ({ word, meant }) => {
  expect(didYouMean(word, stages)).toBe(` Did you mean "${meant}"?`);
});

test.each(['staging', 'x', ''])('no guess for %j', (word) => {
  expect(didYouMean(word, stages)).toBe('');
});

test('the nearest is chosen, whatever the order', () => {
  expect(didYouMean('user-ap', ['user-app', 'user-api', 'user-apis', 'api'])).toMatch(/user-ap[pi]"/);
  expect(didYouMean('user-apis', ['api', 'user-api', 'user-apis'])).toContain('"user-apis"');
});
