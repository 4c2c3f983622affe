import { inProject, jestTarget } from './nx-config.ts';

/** What reads Markdown as GitHub does, a shell's lines, the tool's command lines and its settings. */
export const readers = [
  ...['commander', 'github-slugger', 'mdast-util-from-markdown', 'mdast-util-gfm', 'mdast-util-to-string'],
  ...['micromark-extension-gfm', 'shell-quote', 'unist-util-visit', 'zod'],
];

const test = jestTarget('unit', { toRoot: '../..', cache: false });

/** Of the package that holds the texts against the repository: not cached, since they may name any file of it. */
export const textTargets = {
  test: { ...test, inputs: [...(test.inputs ?? []), '{workspaceRoot}/*.md', '{workspaceRoot}/docs/**/*'] },
  write: { command: 'node src/write-pages.ts', options: inProject, cache: false },
};
