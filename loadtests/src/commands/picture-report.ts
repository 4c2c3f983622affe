import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sayMistake } from '@eks-practice/errors/say-mistake';
import { UserError } from '@eks-practice/errors/user-error';
import { fromRoot } from '@eks-practice/machine/repository';
import { chromium } from 'playwright-core';
import { browserExecutable, ensureBrowser } from '../browser-executable.ts';
import { reportPicture } from '../report/picture.ts';

// Takes the picture of a report that the README shows: node loadtests/src/commands/picture-report.ts [report.html]

async function main(file = fromRoot('loadtests/results/latest/report.html')): Promise<void> {
  if (!existsSync(file)) {
    const remedy = 'Make one by npx eks-practice load, or name another: npx nx run loadtests:picture <report.html>';
    throw new UserError(`There is no report at ${file}.`, { code: 'no-report', remedy });
  }
  await ensureBrowser(console.log);
  const browser = await chromium.launch({ executablePath: (await browserExecutable()) ?? '' });
  const to = fromRoot('docs/images/report.png');
  try {
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, await reportPicture(browser, path.resolve(file)));
  } finally {
    await browser.close();
  }
  console.log(to);
}

await main(process.argv[2]).catch(sayMistake);
