import { expect, jest, test } from '@jest/globals';
import { Option } from 'commander';
import { commandMistake } from './command-mistake.ts';
import { program } from './every-verb.ts';
import { oneOf } from './one-of.ts';
import { versionAsked } from './program.ts';

test.each([
  ["error: unknown option '--al'\n(Did you mean --all?)\n", "Unknown option '--al'. Did you mean --all?"],
  ["error: missing required argument 'name'\n", "Missing required argument 'name'."],
])('%j is told as a mistake like any other', (said, message) => {
  expect(commandMistake(said)).toMatchObject({ message, code: 'invalid-command', remedy: expect.any(String) });
});

test.each([
  [['help', 'depoly'], /Unknown command 'depoly'\. Did you mean "deploy"\?\n {2}.* --help in place of depoly shows/],
  [['depoly', '--help'], /Unknown command 'depoly'\. Did you mean "deploy"\?/],
  [['cluster', 'help', 'updgrade'], /Unknown command 'updgrade'\. Did you mean "upgrade"\?/],
  [['help', 'xyzzy'], /Unknown command 'xyzzy'\.\n/],
])('the help of a verb that is not there is refused: %j', async (line, told) => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const given = jest.replaceProperty(process, 'argv', ['node', 'eks-practice', ...line]);
  await expect(program.parseAsync()).rejects.toMatchObject({ exitCode: 1 });
  expect(printed.mock.calls.join()).toMatch(told);
  given.restore();
  printed.mockRestore();
});

test.each([
  [['help'], 'Usage: eks-practice [options] [command]'],
  [['help', 'help'], 'Usage: eks-practice [options] [command]'],
  [['help', 'deploy'], 'Usage: eks-practice deploy'],
  [['cluster', 'upgrade', '--help'], 'Usage: eks-practice cluster upgrade'],
])('that of one that is there is shown: %j', async (line, shown) => {
  const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const told = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await expect(program.parseAsync(line, { from: 'user' })).rejects.toMatchObject({
    code: expect.stringMatching(/help/),
  });
  const text = [...written.mock.calls, ...told.mock.calls].join();
  written.mockRestore();
  told.mockRestore();
  expect(text).toContain(shown);
});

test('--version is left to whoever has time to ask git', async () => {
  await expect(program.parseAsync(['--version'], { from: 'user' })).rejects.toMatchObject({ code: versionAsked });
});

test('of a few words the nearest is named', () => {
  const option = oneOf(['debug', 'info'], new Option('--level <level>'));
  expect(option.parseArg?.('info', undefined)).toBe('info');
  expect(() => option.parseArg?.('inf', undefined)).toThrow('Did you mean "info"? Choose one of: debug, info.');
});

test.each([
  ['in words', [], /✖.* Unknown option '--lst'\. Did you mean --list\?\n {2}The same command/],
  ['as JSON', ['--json'], /^\{"error":\{"code":"invalid-command","message":"Unknown option '--lst'/],
])('a command line that cannot be read is told as every mistake is, %s', async (_, json, told) => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const given = jest.replaceProperty(process, 'argv', ['node', 'eks-practice', 'drill', '--lst', ...json]);
  await expect(program.parseAsync()).rejects.toMatchObject({ exitCode: 1 });
  expect(printed.mock.calls.join()).toMatch(told);
  given.restore();
  printed.mockRestore();
});
