import { run } from '@eks-practice/machine/run';
import { type DeploymentsAnswer, deploymentsQuery, lastDeployed } from '../last-deployed.ts';

// Prints what `nx affected` is to compare with, as a line of GITHUB_ENV: the last commit that was deployed to the stage. Where there is
// none, or it is no longer in the history, everything is affected.

/** Git's hash of the tree without files: everything differs from it. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const { EKS_PRACTICE_STAGE, EVERYTHING, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY = '', GITHUB_TOKEN } = process.env;

async function lastDeployedCommit(): Promise<string | undefined> {
  const [owner, name] = GITHUB_REPOSITORY.split('/');
  const response = await fetch(String(GITHUB_GRAPHQL_URL), {
    method: 'POST',
    headers: { authorization: `Bearer ${GITHUB_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: deploymentsQuery, variables: { owner, name, environment: EKS_PRACTICE_STAGE } }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`GitHub answered with ${response.status} when it was asked for the deployments`);
  return lastDeployed((await response.json()) as DeploymentsAnswer);
}

async function isInHistory(commit: string): Promise<boolean> {
  const { exitCode } = await run('git', ['cat-file', '-e', `${commit}^{commit}`], { acceptFailure: true });
  return exitCode === 0;
}

const commit = EVERYTHING === 'true' ? undefined : await lastDeployedCommit();
console.log(`NX_BASE=${commit !== undefined && (await isInHistory(commit)) ? commit : emptyTree}`);
