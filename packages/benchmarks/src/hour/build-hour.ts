import { buildReport } from '@eks-practice/loadtests/report/build-report';
import { reportPage } from '@eks-practice/loadtests/report/page';
import type { GrowthFigures } from '../results.ts';
import { evidenceOfAnHour } from './stretched.ts';

const mebibyte = 2 ** 20;

const before = heldBytes();
const evidence = evidenceOfAnHour();
const held = heldBytes() - before;
const start = performance.now();
const report = buildReport(evidence);
const page = await reportPage(report);
const figures: GrowthFigures['hour'] = {
  requests: evidence.load?.log.requests.length ?? 0,
  jsonMiB: rounded(Buffer.byteLength(JSON.stringify(report)) / mebibyte),
  htmlMiB: rounded(Buffer.byteLength(page) / mebibyte),
  heldMiB: rounded(held / mebibyte),
  buildSeconds: rounded((performance.now() - start) / 1000),
};
process.stdout.write(JSON.stringify(figures));

function heldBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
