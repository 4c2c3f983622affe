import { parse } from 'shell-quote';
import { visit } from 'unist-util-visit';
import { type Page, placeIn } from '../reading/page.ts';

/** A command that a page tells its reader to run. */
export interface DocumentedCommand {
  /** E.g. `README.md:12`. */
  readonly place: string;
  /** Its words, without variables before it, redirections and comments. */
  readonly words: readonly string[];
}

/** Stands in a command for what the reader puts in. */
export const placeholder = 'placeholder';

const shells = new Set(['sh', 'bash', 'shell', 'console']);
const inline = /^(?:[A-Z_]+=\S+ )*(?:npx|npm|node) /;
/** A command of the tool, named by its verb: `load --quick`. Without a flag it may be any word. */
const shorthand = /^[a-z][a-z ]* --[a-z]/;

const variable = /^[A-Za-z_]\w*=/;

/** Every command of a page: the lines of its `sh` blocks, and inline code that begins with `npx`, `npm` or `node`. */
export function documentedCommands(page: Page): DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  const add = (place: string, line: string): void => {
    found.push(...simpleCommands(line).map((words) => ({ place, words: withoutVariables(words) })));
  };
  visit(page.tree, (node) => {
    if (node.type === 'inlineCode' && inline.test(node.value)) add(placeIn(page, node), node.value);
    if (node.type !== 'code' || !shells.has(node.lang ?? '')) return;
    const first = (node.position?.start.line ?? 0) + 1;
    for (const [index, line] of node.value.split('\n').entries()) add(`${page.path}:${first + index}`, line);
  });
  return found;
}

/** The commands of one line, which a shell would run one after another. */
function simpleCommands(line: string): string[][] {
  // What the reader puts in, like <series>, is a word and not a redirection; a glob is the shell's, so it stays as it is.
  const tokens = parse(line.replaceAll(/<[^<>]+>/g, placeholder), (name) => `$${name}`);
  const commands: string[][] = [[]];
  let isFile = false;
  for (const token of tokens) {
    const word = typeof token === 'string' ? token : 'pattern' in token ? token.pattern : undefined;
    if (word !== undefined) {
      if (!isFile) commands.at(-1)?.push(word);
      isFile = false;
    } else if (typeof token === 'object' && 'op' in token) {
      isFile = /^[<>]|>$/.test(token.op);
      if (!isFile) commands.push([]);
    }
  }
  return commands.filter((words) => words.length > 0);
}

function withoutVariables(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !variable.test(word));
  return first < 0 ? [] : words.slice(first);
}

/** What a page calls by the verb alone, without `npx eks-practice`: inline code that begins with a verb and has a flag. */
export function namedCommands(page: Page, verbs: readonly string[]): DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  visit(page.tree, 'inlineCode', (node) => {
    // Brackets stand about what may be left out.
    const [words = []] = shorthand.test(node.value) ? simpleCommands(node.value.replaceAll(/[[\]]/g, '')) : [];
    if (verbs.includes(words[0] ?? '')) found.push({ place: placeIn(page, node), words });
  });
  return found;
}
