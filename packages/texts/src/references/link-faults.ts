import { existsSync } from 'node:fs';
import { fromRoot } from '@eks-practice/machine/repository';
import GithubSlugger from 'github-slugger';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { type Page, placeIn, readPage, resolveFrom } from '../reading/page.ts';

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf({ tree }: Pick<Page, 'tree'>): Set<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  visit(tree, 'heading', (heading) => void anchors.add(slugger.slug(toString(heading))));
  return anchors;
}

/**
 * The links and images of a page that lead nowhere in the repository. What is on other sites is not asked for.
 * @returns a line for each, with its place
 */
export async function linkFaults(page: Page): Promise<string[]> {
  const links: { place: string; url: string }[] = [];
  visit(page.tree, (node) => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    if (!/^[a-z]+:/.test(node.url)) links.push({ place: placeIn(page, node), url: node.url });
  });
  const faults = await Promise.all(
    links.map(async ({ place, url }) => {
      const fault = await faultOf(page, url);
      return fault === undefined ? [] : [`${place}: ${url}: ${fault}`];
    }),
  );
  return faults.flat();
}

async function faultOf(page: Page, url: string): Promise<string | undefined> {
  const [target = '', anchor = ''] = decodeURI(url).split('#');
  const file = target === '' ? page.path : resolveFrom(page, target);
  if (file !== page.path && !existsSync(fromRoot(file))) return 'there is no such file';
  if (anchor === '' || !file.endsWith('.md')) return undefined;
  const linked = file === page.path ? page : await readPage(file);
  return anchorsOf(linked).has(anchor) ? undefined : `${file} has no such heading`;
}
