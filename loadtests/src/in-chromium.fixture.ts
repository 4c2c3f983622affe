import { describe, jest } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';
import { browserExecutable } from './browser-executable.ts';

const executablePath = await browserExecutable();
// Jest prints no titles of a file whose tests are all skipped.
if (!executablePath) process.stderr.write('Skipped: there is no Chromium on PATH, nor does CHROME_PATH name one.\n');

// A browser on a machine that is busy otherwise takes its time.
jest.setTimeout(60_000);

/** Tests that need a browser: skipped, and said so, where there is none. */
export const describeInChromium = executablePath ? describe : describe.skip;

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '' });
}
