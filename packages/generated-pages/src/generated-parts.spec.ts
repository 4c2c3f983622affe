import { expect, test } from '@jest/globals';
import { withGeneratedParts } from './generated-parts.ts';

const page = `# Page
<!-- generated: sizes -->
old
<!-- end: sizes -->
By hand.
<!-- generated: money --><!-- end: money -->
The end.
`;
const parts = { sizes: 'a $& b', money: '| 1 |' };

test('a page keeps what is written by hand, and has nothing else of what was generated before', () => {
  expect(withGeneratedParts(page, parts)).toBe(`# Page
<!-- generated: sizes -->

a $& b

<!-- end: sizes -->
By hand.
<!-- generated: money -->

| 1 |

<!-- end: money -->
The end.
`);
});

test('the same parts again change nothing', () => {
  const once = withGeneratedParts(page, parts);
  expect(withGeneratedParts(once, parts)).toBe(once);
});

test.each(['<!-- generated: money -->', '<!-- end: money -->', '<!-- generated: sizes -->', '<!-- end: sizes -->'])(
  'a page that has lost %s is refused, and so is one that has it twice',
  (marker) => {
    const refused = (text: string): (() => string) => {
      return () => withGeneratedParts(text, parts);
    };
    expect(refused(page.replace(marker, ''))).toThrow(new RangeError(`The page has lost the marker "${marker}".`));
    expect(refused(`${page}${marker}`)).toThrow(new RangeError(`The page has the marker "${marker}" twice.`));
  },
);

test('markers in the wrong order are told', () => {
  expect(() => withGeneratedParts('<!-- end: a -->\n<!-- generated: a -->', { a: '' })).toThrow(
    new RangeError('The page has "<!-- end: a -->" before "<!-- generated: a -->".'),
  );
});

test('a part that nothing generates any more does not stay as it was', () => {
  expect(() => withGeneratedParts(page, { sizes: '' })).toThrow(
    new RangeError('The page has a part "money" that nothing generates.'),
  );
});
