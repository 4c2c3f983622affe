import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fromRoot } from '@eks-practice/machine/repository';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The tree of a Markdown text. */
export type Tree = ReturnType<typeof fromMarkdown>;

/** A text for people, read as GitHub reads it. */
export interface Page {
  /** From the repository's root, e.g. `docs/eks.md`. */
  readonly path: string;
  readonly tree: Tree;
}

/** A place in a page, as editors take it: `docs/eks.md:12`. */
export function placeIn(
  page: Pick<Page, 'path'>,
  node: { position?: { start: { line: number } } | undefined },
): string {
  return `${page.path}:${node.position?.start.line ?? 1}`;
}

export function parsePage(file: string, text: string): Page {
  return { path: file, tree: fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) };
}

/** @param file from the repository's root */
export async function readPage(file: string): Promise<Page> {
  return parsePage(file, await readFile(fromRoot(file), 'utf8'));
}

/** A path that a page names, from the repository's root. */
export function resolveFrom({ path: page }: Pick<Page, 'path'>, target: string): string {
  return path.posix.join(path.posix.dirname(page), target);
}
