import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { assumptions } from './assumptions.ts';
import { priceTable } from './prices/price-table.ts';
import { rateNames } from './prices/price-query.ts';
import { rates } from './prices/rates.ts';

const doc = await readFile(new URL('../../../docs/costs.md', import.meta.url), 'utf8');

/** A table of the documentation, by the first cell of its heading, without heading and rule. */
function table(firstHeading: string): string[][] {
  const lines = doc.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeading} |`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('the documentation has the prices of the price table, and their day', () => {
  const regions = Object.keys(priceTable.regions);
  expect(doc).toContain(`List prices as of ${priceTable.asOf}`);
  expect(doc).toContain(`| price of | per | ${regions.join(' | ')} | from |`);
  expect(table('price of')).toEqual(
    rateNames.map((rate) => {
      const { what, unit, source } = rates[rate];
      const prices = regions.map((region) => String(priceTable.regions[region]?.[rate]));
      return [what, unit, ...prices, `[AWS](${source})`];
    }),
  );
});

test('the documentation has the assumptions and their reasons', () => {
  expect(table('at rest')).toEqual(
    Object.values(assumptions).map(({ atRest, atMost, unit, reason }) => [
      String(atRest),
      String(atMost),
      unit,
      reason,
    ]),
  );
});
