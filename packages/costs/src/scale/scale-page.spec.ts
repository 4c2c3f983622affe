import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { limits } from './limits.ts';
import { readBenchmarked, readMeasured } from './measured.ts';
import { renderedScalePage, scalePagePath, totalUsd } from './scale-page.ts';
import { sizingFor } from './sizing.ts';

const page = await readFile(scalePagePath, 'utf8');
const figures = { measured: await readMeasured(), benchmarked: await readBenchmarked() };

test('docs/scale.md shows what the code makes of what was measured', () => {
  expect(renderedScalePage(page, figures)).toBe(page);
});

test('another figure makes another page, and rendering twice changes nothing more', () => {
  const measured = { ...figures.measured, cpuMsPerRequest: { api: 12.5, 'user-api': 7.5 } };
  const rendered = renderedScalePage(page, { measured, benchmarked: { measuredAt: 'then', cpuMsPerRequest: 5 } });
  expect(rendered).toContain('| api | 12.5 ms |');
  expect(rendered).toContain('5 ms for both services together, 25 % of the above');
  // A quarter of 12.5 cores at 0.6 of a core each.
  expect(rendered).toContain('| 1,000/s | 6 | 4 | 3 |');
  expect(rendered).not.toBe(page);
  expect(renderedScalePage(rendered, figures)).toBe(page);
});

test('what is beyond a limit is bold, and all money is in the sum', () => {
  const rendered = renderedScalePage(page, {
    ...figures,
    measured: { ...figures.measured, cpuMsPerRequest: { api: 3 } },
  });
  const nodes = limits.find(({ what }) => what === 'nodes of a cluster');
  const most = sizingFor(10_000_000, { api: 3 });
  expect(nodes?.bound).toBeLessThan(most.nodes);
  expect(rendered).toContain(`**${most.nodes.toLocaleString('en')}**`);
  expect(rendered).toContain(`**${Math.round(totalUsd(most)).toLocaleString('en')}**`);
  expect(totalUsd(most)).toBeCloseTo(
    Object.values(most.monthlyUsd).reduce((a, b) => a + b),
    5,
  );
});

test('every limit has a source that a reader can follow', async () => {
  for (const { source } of limits) {
    if (source.startsWith('https://')) continue;
    await expect(readFile(new URL(`../../../../${source}`, import.meta.url), 'utf8')).resolves.not.toBe('');
  }
});
