import { existsSync } from 'node:fs';
import { glob, readFile, readdir } from 'node:fs/promises';
import { fromRoot } from '@eks-practice/machine/repository';
import { run } from '@eks-practice/machine/run';
import { stageNamed } from '@eks-practice/stages/stage-named';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Job, Step } from './workflow.ts';

/** A workflow as GitHub reads it. */
interface Read {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const directory = fromRoot('.github/workflows');
const files = await readdir(directory);
const workflows = await Promise.all(
  files.map(async (file) => {
    const text = await readFile(`${directory}/${file}`, 'utf8');
    return { file, text, ...(parse(text) as Read) };
  }),
);
const jobs = workflows.flatMap(({ file, on, jobs: ofFile }) =>
  Object.entries(ofFile).map(([id, job]) => ({ name: `${file} ${id}`, on, job })),
);
const steps = jobs.flatMap(({ name, job }) =>
  job.steps.map((step): Step & { job: string } => ({ job: name, ...step })),
);
const commands = steps.flatMap(({ job, run: script = '' }) => script.split('\n').map((line) => ({ job, line })));

/** What matches in any command, each once. */
function named(pattern: RegExp): string[] {
  return [...new Set(commands.flatMap(({ line }) => [...line.matchAll(pattern)].map(([, name = '']) => name)))].sort();
}

test('there is a workflow for pull requests, previews, main, the sweep and vulnerabilities', () => {
  expect(files.sort()).toEqual(['main.yml', 'preview.yml', 'pull-request.yml', 'sweep.yml', 'vulnerabilities.yml']);
});

test.each(workflows)('$file may nothing by itself, and is not run with the rights of the base for a fork', (read) => {
  expect(read.permissions).toEqual({});
  expect(Object.keys(read.on)).not.toContain('pull_request_target');
  expect(Object.keys(read.on)).not.toContain('workflow_run');
});

test.each(workflows)('$file uses actions by commit, with the release beside it', ({ text }) => {
  for (const line of text.split('\n').filter((each) => each.includes('uses:'))) {
    expect(line).toMatch(/uses: [a-z-]+\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(jobs)('$name ends in time, and may little', ({ job }) => {
  expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
  const most = { contents: 'read', 'id-token': 'write', deployments: 'read' };
  expect(most).toEqual(expect.objectContaining(job.permissions));
});

const inAws = jobs.filter(({ job }) => 'id-token' in job.permissions);

test.each(inAws)('$name gets its role by an environment, and not for a fork', ({ on, job }) => {
  expect(job.environment?.name).toBeDefined();
  expect(job.concurrency?.['cancel-in-progress'] ?? false).toBe(false);
  if ('pull_request' in on)
    expect(job.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
});

test('a job without a role has no credentials, and one with a role has', () => {
  const withCredentials = jobs.filter(({ job }) => job.steps.some(({ uses }) => uses?.startsWith('aws-actions/')));
  expect(withCredentials).toEqual(inAws);
});

test('only what deploys counts as a deployment', () => {
  const counted = jobs.filter(({ job }) => job.environment && job.environment.deployment !== false);
  expect(counted.map(({ name }) => name)).toEqual([
    'main.yml deploy-dev',
    'main.yml deploy-production',
    'preview.yml deploy',
  ]);
});

test('no tree keeps a token, and no command is put together from what others have written', () => {
  for (const { uses, with: inputs } of steps) {
    if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false });
  }
  expect(commands.filter(({ line }) => line.includes('${{'))).toEqual([]);
});

test('every verb that is called is one of the tool', async () => {
  const main = fromRoot('packages/cli/src/main.ts');
  const verbs = named(/npx eks-practice ([a-z]+(?: sweep| deploy)?)/g);
  expect(verbs).toEqual(['cluster sweep', 'deploy', 'load', 'remove']);
  for (const verb of verbs) {
    const { stdout } = await run(process.execPath, [main, ...verb.split(' '), '--help']);
    expect(stdout).toContain(`Usage: eks-practice ${verb} `);
  }
});

test('every target that is run is one of a project', async () => {
  const targets = named(/npx nx affected .*?-t (.+)/g).flatMap((list) => list.split(' '));
  const known = new Set<string>();
  for await (const file of glob('{.,infra,infra/*,loadtests,packages/*}/project.json', { cwd: fromRoot() })) {
    const project = JSON.parse(await readFile(fromRoot(file), 'utf8')) as { targets: object };
    for (const target of Object.keys(project.targets)) known.add(target);
  }
  expect(targets).toEqual(expect.arrayContaining(['lint', 'test', 'e2e', 'deploy-cluster', 'deploy']));
  expect(targets.filter((target) => !known.has(target))).toEqual([]);
});

test('every script that is run is there', () => {
  const scripts = named(/node (\S+\.ts)/g);
  expect(scripts).toHaveLength(2);
  expect(scripts.filter((script) => !existsSync(fromRoot(script)))).toEqual([]);
});

test('every stage that is deployed is in the cluster that is deployed for it', () => {
  const pairs = jobs.flatMap(({ job }) => {
    const { EKS_PRACTICE_STAGE: stage, EKS_PRACTICE_EKS_CLUSTER: cluster } = job.env ?? {};
    return stage !== undefined && cluster !== undefined ? [{ stage, cluster }] : [];
  });
  expect(pairs).toHaveLength(2);
  for (const { stage, cluster } of pairs)
    expect(stageNamed(stage).cluster).toMatchObject({ kind: 'eks', name: cluster });
});
