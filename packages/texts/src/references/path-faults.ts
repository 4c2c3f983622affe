import { visit } from 'unist-util-visit';
import { type Page, placeIn } from '../reading/page.ts';

/** What commands make, and what a text only supposes: not in the repository. */
const elsewhere = [
  /^loadtests\/results\//,
  /^(report|trend)\.html$/,
  /^report\.json$/,
  // The service that README.md adds as an example.
  /^packages\/orders-api\//,
];

const looksLikePath = /^\.?[\w@-][\w.@-]*(\/[\w.@-]+)*\/?$/;
const ofSource = /\.(cjs|html|json|md|mjs|png|ts|yml)$/;

/**
 * The paths in backticks that the repository does not have. A path may be told from its end, as `recorder/reaction-facts.ts` is.
 * @param files every file and folder, from the root
 * @returns a line for each, with its place
 */
export function pathFaults(page: Page, files: readonly string[]): string[] {
  const roots = new Set(files.filter((file) => file.includes('/')).map((file) => file.slice(0, file.indexOf('/'))));
  const faults: string[] = [];
  visit(page.tree, 'inlineCode', (node) => {
    const path = node.value.replace(/\/$/, '');
    if (!looksLikePath.test(node.value)) return;
    const isPath = ofSource.test(path) || (path.includes('/') && roots.has(path.slice(0, path.indexOf('/'))));
    if (!isPath || elsewhere.some((pattern) => pattern.test(path))) return;
    if (!files.some((file) => file === path || file.endsWith(`/${path}`))) {
      faults.push(`${placeIn(page, node)}: there is no ${path}`);
    }
  });
  return faults;
}
