import { UserError } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { expect, test } from '@jest/globals';
import { mistakeOf } from './mistake-of.ts';

/** What SWC throws at its import where it can unpack itself neither into the user's cache nor into TMPDIR. */
const notUnpacked = new Error('Failed to load native binding', {
  cause: [
    new Error("Cannot find module './swc.linux-x64-gnu.node'"),
    new Error('SWC native addon: user cache failed: write decoded addon: No space left on device (os error 28)'),
  ],
});

test('a full disk is told as one, whoever met it', async () => {
  expect(await mistakeOf(notUnpacked)).toMatchObject({
    code: 'disk-full',
    remedy: expect.stringContaining('TMPDIR'),
    cause: notUnpacked,
  });
});

test.each([
  new Error('Failed to load native binding', { cause: [new Error('wrong ELF class')] }),
  new UserError('The node says: no space left on device.', { code: 'told', remedy: 'Run: sudo sysctl …' }),
])('%s passes through', async (error) => {
  expect(await mistakeOf(error)).toBe(error);
});

test('the tool ends with it as with any mistake of the user’s: exit code 2, and no stack', async () => {
  // CDK copies its assets into TMPDIR by this function.
  const noSpace = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.copyFileSync = () => { throw Object.assign(new Error('ENOSPC: no space left on device, copyfile'), { code: 'ENOSPC' }); };
    syncBuiltinESMExports();`;
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(noSpace)}`];
  const tool = [fromRoot('packages/cli/src/main.ts'), 'cost', '--stage', 'dev'];
  const environment = { NODE_OPTIONS: '', EKS_PRACTICE_STAGE: '' };
  const { exitCode, output } = await run(process.execPath, [...preload, ...tool], {
    acceptFailure: true,
    env: environment,
  });
  expect(output).toMatch(/A disk is full: /);
  expect(output).not.toMatch(/^ +at /m);
  expect(exitCode).toBe(2);
}, 60_000);
