import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInChromium, launchChromium } from '../in-chromium.fixture.ts';
import { reportPage } from './page.ts';
import { reportPicture } from './picture.ts';
import { passed } from './shown-reports.fixture.ts';

describeInChromium('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  test('the picture of a report is as wide as documentation shows, and small enough for a repository', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'a picture '));
    try {
      const file = path.join(directory, 'report.html');
      await writeFile(file, await reportPage(passed));
      const png = await reportPicture(browser, file);
      // Of the first chunk of a PNG: width and height.
      expect(png.readUInt32BE(16)).toBe(1280);
      expect(png.readUInt32BE(20)).toBeGreaterThan(900);
      expect(png.length).toBeLessThan(200_000);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
