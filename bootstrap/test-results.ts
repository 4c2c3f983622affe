import { glob, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fromRoot } from '@eks-practice/machine/repository';

/** The counts of one Jest run. */
export interface SuiteResult {
  /** e.g. `packages/api unit`. */
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of Jest's `--json` output that counts. */
interface JestJson {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Files that broke before any of their tests could run. */
  readonly numRuntimeErrorTestSuites: number;
}

const pattern = '{.,infra,loadtests,packages/*}/dist/test-results/*.json';

/** Forgets what earlier runs counted, so that a suite that did not run is not counted. */
export async function forgetResults(root = fromRoot()): Promise<void> {
  for await (const file of glob(pattern, { cwd: root })) await rm(path.join(root, file));
}

/** What each suite that ran has counted; one that came from Nx's cache counts as it did when it ran. */
export async function collectResults(root = fromRoot()): Promise<SuiteResult[]> {
  const results: SuiteResult[] = [];
  for await (const file of glob(pattern, { cwd: root })) {
    const json = JSON.parse(await readFile(path.join(root, file), 'utf8')) as JestJson;
    const owner = file.startsWith('dist/') ? 'repository' : file.split('/dist/')[0];
    results.push({
      suite: `${owner} ${path.basename(file, '.json')}`,
      passed: json.numPassedTests,
      failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
      skipped: json.numPendingTests + json.numTodoTests,
    });
  }
  return results.sort((a, b) => a.suite.localeCompare(b.suite));
}

/**
 * A line per suite and phase, and last the line that says it all: `N passed, N failed`.
 * @param phases whether each phase of the run ended well; one that did not, without a test to blame, counts as a failure
 */
export function summarize(results: readonly SuiteResult[], phases: Readonly<Record<string, boolean>>): string {
  const sum = (count: (result: SuiteResult) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const broken = Object.entries(phases).filter(([, well]) => !well);
  const testsFailed = sum(({ failed }) => failed);
  const failed = Math.max(testsFailed, broken.length);
  const skipped = sum((result) => result.skipped);
  return [
    ...results.map(
      ({ suite, ...counts }) => `${suite}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
    ),
    ...broken.map(([phase]) => `failed: ${phase} (see above)`),
    `${sum(({ passed }) => passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ].join('\n');
}
