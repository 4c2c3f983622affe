import { visit } from 'unist-util-visit';
import { type Page, placeIn } from '../reading/page.ts';

/** A name of an environment variable of this project's, wherever it stands in code. */
const own = /\bEKS_PRACTICE_[A-Z0-9_]+\b/g;

/**
 * The variables of this project that a page names and no source reads.
 * @param read the names that stand in the source
 * @returns a line for each, with its place
 */
export function variableFaults(page: Page, read: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  visit(page.tree, (node) => {
    if (node.type !== 'inlineCode' && node.type !== 'code') return;
    for (const [name] of node.value.matchAll(own)) {
      if (!read.has(name)) faults.push(`${placeIn(page, node)}: nothing reads ${name}`);
    }
  });
  return faults;
}

/** The variables of this project that a source names. */
export function variablesIn(source: string): string[] {
  return [...source.matchAll(own)].map(([name]) => name);
}
