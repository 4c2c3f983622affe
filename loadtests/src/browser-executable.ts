import type { Progress } from '@eks-practice/machine/progress';
import { answers, run } from '@eks-practice/machine/run';
import { ensureCommands } from '@eks-practice/machine/programs/system-packages';
import { chromium } from 'playwright-core';

/** What distributions and vendors call it. */
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium that runs: the one that CHROME_PATH names, else one on PATH, else the one that `npx playwright-core install
 * chromium` has downloaded.
 * @returns its path; undefined where there is none
 */
export async function browserExecutable(): Promise<string | undefined> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const onPath = await Promise.all(commands.map((command) => run('which', [command], { acceptFailure: true })));
  const candidates = [...onPath.map(({ stdout }) => stdout.trim()), chromium.executablePath()];
  for (const candidate of candidates) {
    // Some distributions have a command of that name that only says where to get it.
    if (candidate !== '' && (await answers(candidate, ['--version']))) return candidate;
  }
  return undefined;
}

/**
 * Sees to it that there is a Chromium: installs Debian's where that is ours to do (some 100 MB to fetch, 300 MB on disk).
 * @throws {UserError} `system-package-missing` elsewhere, with the command to run
 */
export async function ensureBrowser(progress: Progress): Promise<void> {
  if ((await browserExecutable()) !== undefined) return;
  const purpose = 'open the load report as a reader would';
  await ensureCommands([{ command: 'chromium', debianPackage: 'chromium', purpose }], progress);
}
