import { pythonPackages } from '@eks-practice/aws-emulator/python-packages';
import { ensureDocker } from '@eks-practice/machine/docker/docker-daemon';
import { clusterImage } from '@eks-practice/local-cluster/node-image/cluster-image';
import { ensureBrowser } from '@eks-practice/loadtests/browser-executable';
import { k6Binary } from '@eks-practice/loadtests/k6';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { UserError, messageOf } from '@eks-practice/errors/user-error';
import { loopbackWithoutProxy } from '@eks-practice/machine/network/loopback-without-proxy';
import { run } from '@eks-practice/machine/run';
import { collectResults, forgetResults, summarize } from './test-results.ts';

// Everything that there is to test, from lint to the autoscaling on a cluster. A phase that fails does not keep the next
// from running: one run tells all that is wrong.

const say = (line: string): void => console.log(line);

/** Of many short tasks side by side each shows its output when it is done; of a long one every line is news. */
const whenDone = ['--parallel=2', '--nxBail=false', '--output-style=static'];
const asItComes = ['--parallel=1', '--output-style=stream'];

async function nx(title: string, args: readonly string[]): Promise<boolean> {
  say(`\n== ${title}`);
  const { exitCode } = await run('nx', ['run-many', ...args], {
    env: { NX_DAEMON: 'false' },
    onLine: say,
    acceptFailure: true,
  });
  return exitCode === 0;
}

/** A browser is worth having, but no prerequisite: without one its tests are skipped, and this says why. */
async function browserIfPossible(): Promise<void> {
  try {
    await ensureBrowser(say);
  } catch (error) {
    const remedy = error instanceof UserError ? `\n  ${error.remedy}` : '';
    say(`The report page will not be opened in a browser. ${messageOf(error)}${remedy}`);
  }
}

async function main(): Promise<number> {
  loopbackWithoutProxy();
  await forgetResults();
  await ensureDocker(say);
  // The emulator of AWS is for the unit tests, too.
  await pythonPackages(say);
  // Compiling Kubernetes takes longest where it cannot be pulled, so it starts first and goes on beside the rest.
  const slow = Promise.all([clusterImage(say), k6Binary(say)]);
  slow.catch(() => undefined); // looked at below, after the quick phases have had their say
  const quick = await nx('lint, types, unit tests', ['-t', 'lint', 'typecheck', 'unused', 'test', ...whenDone]);
  await slow;
  await browserIfPossible();
  const browser = await nx('browser: the report page in Chromium', ['-t', 'browser', ...asItComes]);
  const integration = await nx('integration: the images on one network, AWS on an emulator', [
    '-t',
    'integration',
    ...asItComes,
  ]);
  const e2e = await nx('end to end: the stage on a cluster, under load', ['-t', 'e2e', ...asItComes]);
  const phases = { 'lint, types, unit tests': quick, browser, integration, 'end to end': e2e };

  const results = await collectResults();
  say(`\n${summarize(results, phases)}`);
  return Object.values(phases).every(Boolean) && results.every(({ failed }) => failed === 0) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  sayMistake(error);
}
