import { checkout, go, install, node } from './steps.ts';
import { type Job, type Step, type Workflow, uses } from './workflow.ts';

/** The scanner, as a Go module: its version is held against Go's checksum database, as no tag of an action is. */
const grype = 'github.com/anchore/grype/cmd/grype@v0.121.2';

const job = (minutes: number, steps: readonly Step[]): Job => ({
  permissions: { contents: 'read' },
  'timeout-minutes': minutes,
  steps,
});

/**
 * What is known against the packages that are installed here, tools included, and against what the images are made of. Not
 * of every pull request: what becomes known on a day is not the fault of the change that comes on the next.
 */
export function vulnerabilities({ serviceNames }: { readonly serviceNames: readonly string[] }): Workflow {
  const bills = serviceNames.map((name) => `packages/${name}/dist/sbom.cdx.json`);
  return {
    on: {
      schedule: [{ cron: '41 5 * * 1' }],
      workflow_dispatch: {},
      pull_request: { branches: ['main'], paths: ['package-lock.json', 'packages/images/**'] },
    },
    concurrency: { group: 'vulnerabilities-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      packages: job(10, [checkout(1), node, { run: 'npm audit --package-lock-only --audit-level=high' }]),
      images: job(30, [
        checkout(1),
        ...install,
        go,
        { run: 'npx nx run-many -t sbom' },
        uses('actions/upload-artifact', { name: 'Bills of materials', with: { name: 'sbom', path: bills.join('\n') } }),
        ...bills.map((bill) => ({ run: `go run ${grype} sbom:${bill} --fail-on high` })),
      ]),
    },
  };
}
