import { expect, test } from '@jest/globals';
import { imageReference } from './service-image.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const content = { bundle: bytes('code'), dockerfile: bytes('FROM base'), base: { reference: 'base:1', identity: '1' } };

test('the same content has the same tag', () => {
  expect(imageReference('api', { ...content, bundle: bytes('code') })).toBe(imageReference('api', content));
  expect(imageReference('api', content)).toMatch(/^eks-practice\/api:[0-9a-f]{16}$/);
});

test.each([
  { change: { bundle: bytes('other') } },
  { change: { dockerfile: bytes('FROM other') } },
  { change: { base: { reference: 'base:1', identity: '2' } } },
  { change: { base: { reference: 'base:2', identity: '1' } } },
])('another $change is another tag', ({ change }) => {
  expect(imageReference('api', { ...content, ...change })).not.toBe(imageReference('api', content));
});
