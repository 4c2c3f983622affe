import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunResult, run } from '@eks-practice/machine/run';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const unknown = '1'.repeat(40);

let history: string;
let known: string;
let github: Server;
/** What GitHub says next. */
let answer: { readonly status: number; readonly commit?: string };
/** What it was asked. */
let asked: { readonly token: string | undefined; readonly variables: object }[] = [];

beforeAll(async () => {
  history = await mkdtemp(path.join(tmpdir(), 'affected-base-'));
  const git = async (...args: string[]): Promise<string> => (await run('git', args, { cwd: history })).stdout.trim();
  await git('init', '--quiet');
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  await git(...author, 'commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', 'first');
  known = await git('rev-parse', 'HEAD');
  github = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { variables } = JSON.parse(body) as { variables: object };
      asked.push({ token: request.headers.authorization, variables });
      const nodes = answer.commit ? [{ commitOid: answer.commit, latestStatus: { state: 'SUCCESS' } }] : [];
      response.writeHead(answer.status).end(JSON.stringify({ data: { repository: { deployments: { nodes } } } }));
    });
  }).listen(0, '127.0.0.1');
  await once(github, 'listening');
});

afterAll(async () => {
  github.close();
  await rm(history, { recursive: true });
});

async function base(says: typeof answer, everything = ''): Promise<RunResult> {
  answer = says;
  asked = [];
  const { port } = github.address() as AddressInfo;
  return run(process.execPath, [path.join(import.meta.dirname, 'print-affected-base.ts')], {
    cwd: history,
    acceptFailure: true,
    env: {
      ...{ EKS_PRACTICE_STAGE: 'dev', EVERYTHING: everything, GITHUB_REPOSITORY: 'octo/app', GITHUB_TOKEN: 'a-token' },
      ...{ GITHUB_GRAPHQL_URL: `http://127.0.0.1:${port}/graphql`, NODE_OPTIONS: '' },
    },
  });
}

test('the last commit that was deployed to the stage is what is compared with', async () => {
  expect((await base({ status: 200, commit: known })).stdout.trim()).toBe(`NX_BASE=${known}`);
  expect(asked).toEqual([{ token: 'Bearer a-token', variables: { owner: 'octo', name: 'app', environment: 'dev' } }]);
});

test.each([
  ['nothing was deployed yet', { status: 200 }],
  ['what was deployed is no longer in the history', { status: 200, commit: unknown }],
])('everything is affected where %s', async (_, says) => {
  expect((await base(says)).stdout.trim()).toBe(`NX_BASE=${emptyTree}`);
});

test('everything is affected where that is asked for', async () => {
  expect((await base({ status: 200, commit: known }, 'true')).stdout.trim()).toBe(`NX_BASE=${emptyTree}`);
});

test('where GitHub does not tell, nothing is guessed', async () => {
  const { exitCode, stdout, output } = await base({ status: 401 });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(output).toContain('GitHub answered with 401');
  expect(output).not.toContain('a-token');
});
