import { expect, test } from '@jest/globals';
import { simulatedEvidence } from '../run/simulated-evidence.fixture.ts';
import { buildReport } from './build-report.ts';
import { summaryMarkdown } from './summary-markdown.ts';

const report = buildReport(simulatedEvidence());

test('the summary begins with the verdict and has a row for the requests and for each workload', () => {
  const lines = summaryMarkdown(report).split('\n');
  expect(lines[0]).toBe(`## ✅ PASS: load on stage ${report.settings.stage}`);
  const rows = lines.filter((line) => /^\| (?!---)/.test(line)).map((line) => line.split(' | ')[0]);
  expect(rows).toEqual([
    '| requests',
    `| ${report.requests.total.toLocaleString('en')}`,
    '| workload',
    ...report.workloads.map(({ name }) => `| ${name}`),
  ]);
});

test('the reaction and the staircase have a line each, in a run that asks for them', () => {
  const told = summaryMarkdown(report);
  expect(told).toMatch(/^- Decision of api: expected after \d+(\.\d)? s, at the latest 65 s, measured 31 s\.$/m);
  expect(told).toMatch(/^- Steps of api: predicted 2 → 5 .*; measured 2 → 4 → 5\.$/m);
  expect(summaryMarkdown({ ...report, scenario: 'smoke' })).not.toContain('Steps of');
});

test.each(['fail', 'invalid'] as const)('a verdict %s is told with every reason', (verdict) => {
  const reasons = ['2 requests failed.', 'It never scaled.'];
  const summary = summaryMarkdown({ ...report, verdict, reasons });
  expect(summary).toContain(`${verdict.toUpperCase()}: load`);
  expect(summary).toContain('- 2 requests failed.\n- It never scaled.');
});

test('a run without a request has no figures', () => {
  const requests = { ...report.requests, total: 0 };
  expect(summaryMarkdown({ ...report, requests, verdict: 'invalid' })).not.toContain('|');
});

test('a smoke run has no scaling to tell of', () => {
  expect(summaryMarkdown({ ...report, scenario: 'smoke' })).not.toContain('workload');
});

test('what a cluster says cannot become markup', () => {
  const reasons = ['pod <img src=x> said\n| a | b |\n# heading'];
  expect(summaryMarkdown({ ...report, reasons })).toContain('- pod \\<img src=x\\> said \\| a \\| b \\| \\# heading\n');
});
