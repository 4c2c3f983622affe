import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { dashboard } from './dashboard.ts';
import { dashboardFile, dashboardText } from './dashboard-file.ts';

test('the committed dashboard is what the code says; `npx nx run observability:dashboard` writes it anew', async () => {
  expect(await readFile(dashboardFile, 'utf8')).toBe(dashboardText());
});

test('panels have ids of their own, and none covers another', () => {
  const { panels = [] } = dashboard();
  const ids = panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(panels.length);
  const places = panels.flatMap(({ gridPos }) => {
    const { x = 0, y = 0, w = 0, h = 0 } = gridPos ?? {};
    return Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`);
  });
  expect(new Set(places).size).toBe(places.length);
});
