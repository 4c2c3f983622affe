import { type Step, uses } from './workflow.ts';

/** The Go that k6 is compiled with, where none is there; as loadtests/k6/go.mod asks. */
const goVersion = '1.26';

/**
 * The tree, without GitHub's token left in it.
 * @param depth how many commits; 0 for all, which `nx affected` needs to compare with any of them
 */
export function checkout(depth: number, options: { readonly ref?: string } = {}): Step {
  return uses('actions/checkout', { with: { 'fetch-depth': depth, 'persist-credentials': false, ...options } });
}

export const node: Step = uses('actions/setup-node', { with: { 'node-version': 24, cache: 'npm' } });

/** Node and the packages that the lockfile names. */
export const install: readonly Step[] = [node, { run: 'npm ci --no-audit --no-fund' }];

/** What compiles the load generator. */
export const go: Step = uses('actions/setup-go', { with: { 'go-version': goVersion, cache: false } });

/** Credentials for an hour, or as long as they are asked for, by the job's environment: GitHub vouches for the job, and no key is stored. */
export function awsCredentials(options: { readonly forSeconds?: number } = {}): Step {
  return uses('aws-actions/configure-aws-credentials', {
    with: {
      'role-to-assume': '${{ vars.AWS_ROLE_ARN }}',
      'aws-region': '${{ vars.AWS_REGION }}',
      ...(options.forSeconds === undefined ? {} : { 'role-duration-seconds': options.forSeconds }),
    },
  });
}

/** Puts the stage under load; the verdict decides, and stands in the job's summary whatever it is. */
export const load: readonly Step[] = [
  { run: 'npx eks-practice load' },
  {
    name: 'Verdict',
    if: '!cancelled()',
    run: 'node loadtests/src/commands/print-summary.ts >> "$GITHUB_STEP_SUMMARY"',
  },
  uses('actions/upload-artifact', {
    name: 'Report',
    if: '!cancelled()',
    with: { name: 'load-report', path: 'loadtests/results/latest/report.*', 'if-no-files-found': 'ignore' },
  }),
];
