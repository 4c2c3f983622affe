import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { type LiveLine, LiveOutput } from './live-output.ts';

/** Collects what is written, as a terminal of 20 columns or as a pipe. */
class Written extends Writable {
  text = '';
  readonly isTTY = true;
  readonly columns = 20;

  override _write(part: Buffer, _encoding: string, done: () => void): void {
    this.text += part.toString();
    done();
  }

  /** What is on the screen in the end, line by line: what a cleared line held is gone. */
  get screen(): string[] {
    return this.text.split('\n').map((line) => stripVTControlCharacters(line.split('\u001b[2K').at(-1) ?? ''));
  }
}

function line(text: string): LiveLine {
  return { text, style: 'dim' };
}

test('in a terminal one line changes, below those that stay', () => {
  const stream = new Written();
  const live = new LiveOutput({ stream, interactive: true });
  live.print('first');
  live.update(line('one'));
  live.update(line('two'));
  live.print('second');
  live.update(line('three'));
  expect(stream.screen).toEqual(['first', 'second', 'three']);
  live.end();
  live.print('last');
  expect(stream.screen).toEqual(['first', 'second', 'last', '']);
});

test('the changing line never breaks', () => {
  const stream = new Written();
  new LiveOutput({ stream, interactive: true }).update(line('longer than the terminal is wide'));
  expect(stream.screen).toEqual(['longer than the te…']);
});

test('in a pipe a line comes now and then, whole and without control characters', () => {
  const stream = new Written();
  let now = 0;
  const live = new LiveOutput({ stream, interactive: false, now: () => now });
  for (; now < 25_000; now += 1_000) live.update(line(`at ${now}, longer than the terminal`));
  live.end();
  expect(stream.text.split('\n')).toEqual([
    'at 0, longer than the terminal',
    'at 10000, longer than the terminal',
    'at 20000, longer than the terminal',
    '',
  ]);
});
