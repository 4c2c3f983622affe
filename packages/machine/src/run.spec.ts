import path from 'node:path';
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

test('output that is not to be kept is forwarded all the same', async () => {
  const lines: string[] = [];
  const options = { keepOutput: false, onLine: (line: string) => lines.push(line) };
  expect(await run('sh', ['-c', 'echo out'], options)).toEqual({ exitCode: 0, stdout: '', output: '' });
  expect(lines).toEqual(['out']);
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

test('when the process is told to end, what runs is stopped, what must finish does, and nothing new begins', async () => {
  // In a process of its own: after this no command can be started in it any more.
  const script = `
    import { run, stopCommands } from ${JSON.stringify(path.join(import.meta.dirname, 'run.ts'))};
    const endless = run('sleep', ['600'], { acceptFailure: true });
    const finishing = run('sh', ['-c', 'echo begun; sleep 0.2; echo done'], {
      finishes: true,
      onLine: async (line) => {
        if (line !== 'begun') return;
        await stopCommands();
        console.log(\`\${(await endless).exitCode} \${(await finishing).stdout.replace('\\n', ' ')}\`);
        await run('true', []).catch((error) => console.log(error.message));
      },
    });
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout.split('\n')).toEqual(['-1 begun done', expect.stringContaining('true was not started')]);
});
