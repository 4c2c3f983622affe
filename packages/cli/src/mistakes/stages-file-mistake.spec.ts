import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'stages of '));
});
afterEach(() => rm(directory, { recursive: true }));

/** What becomes of the error that Node itself, not Jest's loader, has for such a file. */
async function mistakeIn(source: string): Promise<{ code?: string; message: string }> {
  const file = path.join(directory, 'stages.ts');
  await writeFile(file, source);
  const mistake = JSON.stringify(fromRoot('packages/cli/src/mistakes/stages-file-mistake.ts'));
  const script = `
    const { withStagesFileMistake } = await import(${mistake});
    const file = ${JSON.stringify(file)};
    const { code, message } = await import(file).then(() => 'no error', (error) => withStagesFileMistake(error, file));
    console.log(JSON.stringify({ code, message }));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as { code?: string; message: string };
}

const name = 'packages/stages/src/stages.ts';

test.each([
  {
    why: 'a syntax error',
    source: 'export const a = {\n  b: ,\n};',
    message: `${name}:2 cannot be read: Expression expected`,
  },
  {
    why: 'an unknown name',
    source: 'export const a = 1;\n\nexport const b = five;',
    message: `${name}:3 cannot be read: five`,
  },
  { why: 'a missing import', source: "import './absent.ts';", message: `${name} cannot be read: Cannot find module` },
])('$why in the stages names the file and the line', async ({ source, message }) => {
  const mistake = await mistakeIn(source);
  expect(mistake.code).toBe('invalid-stages-file');
  expect(mistake.message).toContain(message);
});

test('an error that arose elsewhere stays what it is', async () => {
  await writeFile(path.join(directory, 'other.ts'), 'throw new TypeError("a bug");');
  expect(await mistakeIn("import './other.ts';")).toEqual({ message: 'a bug' });
});
