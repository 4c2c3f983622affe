import { readFile, writeFile } from 'node:fs/promises';
import { measuredIn, measuredPath, readBenchmarked, readMeasured } from './measured.ts';
import { renderedScalePage, scalePagePath } from './scale-page.ts';

// With a report.json, its figures are taken over first: npx node packages/costs/src/scale/write-page.ts <report.json>
const [report] = process.argv.slice(2);
if (report !== undefined) {
  const measured = measuredIn(JSON.parse(await readFile(report, 'utf8')));
  await writeFile(measuredPath, `${JSON.stringify(measured, undefined, 2)}\n`);
}
const figures = { measured: await readMeasured(), benchmarked: await readBenchmarked() };
await writeFile(scalePagePath, renderedScalePage(await readFile(scalePagePath, 'utf8'), figures));
