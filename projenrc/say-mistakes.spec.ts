import { RepositoryCopy } from '@eks-practice/machine/testing/repository-copy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

let copy: RepositoryCopy;
beforeAll(async () => (copy = await RepositoryCopy.make()), 60_000);
afterAll(() => copy[Symbol.asyncDispose](), 60_000);

async function synthesizeWith(statement: string): Promise<{ exitCode: number; output: string }> {
  const original = await copy.read('.projenrc.ts');
  await copy.edit('.projenrc.ts', (text) => text.replace('repo.synth()', `${statement}\nrepo.synth()`));
  const { exitCode, output } = await copy.run('node', '.projenrc.ts');
  await copy.edit('.projenrc.ts', () => original);
  return { exitCode, output };
}

test.each([
  [`new NestService(repo, { name: 'Orders', port: 4000 });`, 'name "Orders" must be a DNS label'],
  [`new NestService(repo, { name: 'orders', port: 4000 });`, 'port 4000 is the port of user-api too'],
  [`const own = new NestService(repo, { name: 'own', port: 5000, calls: [own] });`, 'uses own before it is stated'],
  [`new Library(repo, { name: 'orders', deps: ['left-pad'] });`, 'left-pad has no version'],
])(
  '%s is refused without a stack, and nothing is written',
  async (statement, message) => {
    const { exitCode, output } = await synthesizeWith(statement);
    expect(output).toContain(message);
    expect(output).not.toMatch(/^\s+at /m);
    expect(exitCode).toBe(2);
    await expect(copy.read('packages/orders/package.json')).rejects.toThrow('ENOENT');
  },
  60_000,
);

test('a bug keeps its stack', async () => {
  const { exitCode, output } = await synthesizeWith(`throw new Error('a bug');`);
  expect(output).toMatch(/Error: a bug\n\s+at .*\.projenrc\.ts/);
  expect(exitCode).toBe(1);
}, 60_000);
