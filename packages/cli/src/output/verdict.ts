import { styleText } from 'node:util';
import type { Report } from '@eks-practice/loadtests/report/report';

const colours = { pass: 'green', fail: 'red', invalid: 'yellow' } as const;

/** The verdict and its reasons, as a person reads them at the end of a run. */
export function verdictText({ verdict, reasons }: Pick<Report, 'verdict' | 'reasons'>): string {
  const heading = styleText([colours[verdict], 'bold'], verdict.toUpperCase(), { stream: process.stdout });
  return [heading, ...reasons.map((reason) => `  ${reason}`)].join('\n');
}
