import { existsSync, readFileSync } from 'node:fs';
import { fromRoot } from '@eks-practice/machine/repository';
import type { Report } from '../report/report.ts';
import { summaryMarkdown } from '../report/summary-markdown.ts';

// Prints the last run in Markdown, e.g. for $GITHUB_STEP_SUMMARY.

const file = fromRoot('loadtests/results/latest/report.json');
console.log(
  existsSync(file)
    ? summaryMarkdown(JSON.parse(readFileSync(file, 'utf8')) as Report)
    : '## No load report\n\nThe run did not come to a verdict.\n',
);
