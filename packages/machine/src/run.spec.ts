import { expect, test } from '@jest/globals';
import { answers, run } from './run.ts';

test('collects the output, and forwards it line by line', async () => {
  const lines: string[] = [];
  const { exitCode, stdout, output } = await run('sh', ['-c', 'echo out; echo err >&2'], {
    onLine: (line) => lines.push(line),
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'out' });
  expect(output.split('\n').sort()).toEqual(['err', 'out']);
  expect(lines.sort()).toEqual(['err', 'out']);
});

test('a failure names the command, its exit code and its last words', async () => {
  await expect(run('sh', ['-c', 'echo why >&2; exit 4'])).rejects.toThrow(/^sh -c .* ended with exit code 4:\nwhy$/);
});

test('a failure can be an answer', async () => {
  expect(await run('sh', ['-c', 'exit 4'], { acceptFailure: true })).toMatchObject({ exitCode: 4 });
});

test('a command that does not exist does not answer', async () => {
  expect(await answers('no-such-command', [])).toBe(false);
  expect(await answers('true', [])).toBe(true);
});

test('an abort ends the command', async () => {
  const signal = AbortSignal.timeout(50);
  expect(await run('sleep', ['60'], { signal, acceptFailure: true })).toMatchObject({ exitCode: -1 });
});
