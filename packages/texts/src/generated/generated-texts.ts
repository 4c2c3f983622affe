import { readFile } from 'node:fs/promises';
import { withGeneratedParts } from '@eks-practice/generated-pages/generated-parts';
import { fromRoot } from '@eks-practice/machine/repository';
import { toolSettings } from '@eks-practice/machine/tool-environment';
import { costFigures } from './cost-figures.ts';
import { serviceSettings } from './service-settings.ts';
import { settingsTable } from './settings-table.ts';
import { outputBlock } from './tool-output.ts';

type Part = () => string | Promise<string>;

/** The parts that this package makes, by page and name; those of other pages are made where their data is. */
const parts: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  'README.md': { cost: costFigures },
  'docs/report.md': { 'load --help': () => outputBlock(['load', '--help']) },
  'docs/services.md': { environment: () => settingsTable(serviceSettings()) },
  'docs/tool.md': {
    '--help': () => outputBlock(['--help']),
    environment: () => settingsTable(toolSettings),
  },
};

/** The pages that have such parts, from the repository's root. */
export const generatedTexts = Object.keys(parts);

export interface Rendered {
  /** The page as it stands. */
  readonly present: string;
  /** The page as it is to be. */
  readonly rendered: string;
}

/**
 * A page with its parts made anew.
 * @throws {RangeError} where the page has lost a marker
 */
export async function renderText(page: string): Promise<Rendered> {
  const present = await readFile(fromRoot(page), 'utf8');
  const made: Record<string, string> = {};
  for (const [name, part] of Object.entries(parts[page] ?? {})) made[name] = await part();
  return { present, rendered: withGeneratedParts(present, made) };
}
