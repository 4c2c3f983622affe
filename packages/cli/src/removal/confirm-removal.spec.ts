import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { type ConfirmOptions, confirmRemoval } from './confirm-removal.ts';

function terminal(answer: string, isTTY = true): Pick<ConfirmOptions, 'input' | 'output'> {
  const input = Object.assign(new PassThrough(), { isTTY });
  input.end(answer);
  return { input, output: new PassThrough() };
}

const ask = { yes: false, json: false };

test.each(['y\n', 'Yes\n', ' y \n'])('%j goes on', async (answer) => {
  await expect(confirmRemoval('stage dev', { ...ask, ...terminal(answer) })).resolves.toBeUndefined();
});

test.each(['n\n', '\n', 'yep\n', ''])('%j does not', async (answer) => {
  await expect(confirmRemoval('stage dev', { ...ask, ...terminal(answer) })).rejects.toMatchObject({
    code: 'not-confirmed',
    message: 'Nothing is removed.',
  });
});

test.each([
  { ...ask, ...terminal('y\n', false) },
  { ...ask, json: true, ...terminal('y\n') },
])('where nobody can be asked, --yes is needed', async (options) => {
  await expect(confirmRemoval('stage dev', options)).rejects.toMatchObject({
    message: 'Removing stage dev must be confirmed, and nobody can be asked here.',
    remedy: expect.stringContaining('--yes'),
  });
  await expect(confirmRemoval('stage dev', { ...options, yes: true })).resolves.toBeUndefined();
});
