import { expect, test } from '@jest/globals';
import { withoutFrames } from './node-log.ts';

function frame(stream: 1 | 2, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

test('the pieces of both streams come in their order, whole characters whole', () => {
  expect(withoutFrames(Buffer.concat([frame(1, 'one\n'), frame(2, 'zwö'), frame(1, 'lf\n')]))).toBe('one\nzwölf\n');
  expect(withoutFrames(Buffer.alloc(0))).toBe('');
});
