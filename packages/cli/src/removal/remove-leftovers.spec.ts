import { expect, test } from '@jest/globals';
import { leftoversText, priced } from './remove-leftovers.ts';

const region = 'eu-central-1';

test('what costs most comes first, after what cannot be told', () => {
  const found = priced(
    [
      { kind: 'security-group', id: 'sg-1' },
      { kind: 'volume', id: 'vol-1', detail: { gib: 100 }, command: 'aws ec2 delete-volume --volume-id vol-1' },
      { kind: 'other', id: 'arn:aws:sns:x' },
      { kind: 'nat-gateway', id: 'nat-1' },
    ],
    region,
  );
  // 730 h x 0.052 and 100 GiB x 0.0952, as the price table has them for this region.
  expect(found.map(({ id, monthlyUsd }) => [id, monthlyUsd])).toEqual([
    ['arn:aws:sns:x', null],
    ['nat-1', expect.closeTo(37.96)],
    ['vol-1', expect.closeTo(9.52)],
    ['sg-1', 0],
  ]);
  const text = leftoversText(found, region);
  expect(text).toContain('Left behind, at $47.48 a month:');
  expect(text).toMatch(/^other +not known +arn:aws:sns:x$/m);
  expect(text).toContain('aws ec2 delete-volume --volume-id vol-1 --region eu-central-1');
});

test('nothing left is said as such', () => {
  expect(leftoversText([], region)).toBe('Nothing is left behind.');
});
