import { expect, test } from '@jest/globals';
import { heldCapabilities } from './capabilities.ts';

function status(bounding: string): string {
  return `Name:\tnode\nCapInh:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t${bounding}\nCapAmb:\t0000000000000000\n`;
}

test('the bounding set is read bit by bit', () => {
  expect(heldCapabilities(status('0000000000000001'))).toEqual(['CHOWN']);
  // CAP_SYS_ADMIN is 21, CAP_NET_ADMIN is 12.
  expect(heldCapabilities(status('0000000000201000'))).toEqual(['NET_ADMIN', 'SYS_ADMIN']);
});

test('a capability that is not held is left out of an otherwise full set', () => {
  const held = heldCapabilities(status('000001fffeffffff'));
  expect(held).not.toContain('SYS_RESOURCE');
  expect(held).toContain('SYS_ADMIN');
  expect(held).toHaveLength(37);
});

test('capabilities that older Docker does not know are left out', () => {
  const held = heldCapabilities(status('000001ffffffffff'));
  expect(held).toHaveLength(38);
  expect(held.at(-1)).toBe('AUDIT_READ');
});

test('a status without the set is refused', () => {
  expect(() => heldCapabilities('Name:\tnode\n')).toThrow('CapBnd');
});
