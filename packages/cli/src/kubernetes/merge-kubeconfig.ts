import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { UserError } from '@eks-practice/errors/user-error';
import { writeKubeconfig } from '@eks-practice/local-cluster/kubeconfig';
import { type Document, YAMLMap, YAMLSeq, isMap, isSeq, parse, parseDocument } from 'yaml';

/** Where kubectl looks: the first file that KUBECONFIG lists, else ~/.kube/config. */
export function userKubeconfigPath({ KUBECONFIG }: NodeJS.ProcessEnv = process.env): string {
  const [first] = (KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  return first ?? path.join(homedir(), '.kube', 'config');
}

/**
 * Puts a kubeconfig's cluster, user and context into the user's own, as a whole or not at all.
 * @throws {UserError} `invalid-kubeconfig` where the user's cannot be read as one; it is left as it is
 */
export async function mergeInto(file: string, added: string): Promise<void> {
  // What is a link stays one.
  const target = await realpath(file).catch(() => path.resolve(file));
  const present = await readFile(target, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  await writeKubeconfig(target, mergedKubeconfig(present, added, file));
}

/** What a kubeconfig lists by name. */
const lists = ['clusters', 'users', 'contexts'] as const;

type Kubeconfig = Record<(typeof lists)[number], { name: string }[]> & { 'current-context': string };

/**
 * A kubeconfig with another's entries in it, and that one's context as the current one. Entries of the same name are
 * replaced; all others, the order and the comments are kept.
 * @param present empty where there is none yet
 * @param where names the first one in an error
 */
export function mergedKubeconfig(present: string, added: string, where = 'the kubeconfig'): string {
  if (present.trim() === '') return added;
  const document = readDocument(present, where);
  const addition = parse(added) as Kubeconfig;
  for (const list of lists) {
    for (const entry of addition[list]) put(document, list, entry);
  }
  document.set('current-context', addition['current-context']);
  return document.toString({ lineWidth: 0 });
}

function readDocument(text: string, where: string): Document {
  const document = parseDocument(text);
  const root = document.contents;
  const isReadable =
    document.errors.length === 0 && isMap(root) && lists.every((list) => isSeq(root.get(list)) || !root.get(list));
  if (isReadable) return document;
  throw new UserError(`${where} is not a kubeconfig${document.errors[0] ? `: ${document.errors[0].message}` : '.'}`, {
    code: 'invalid-kubeconfig',
    remedy: 'Mend it, or name another file: KUBECONFIG=<file>. It has been left as it was.',
  });
}

function put(document: Document, list: string, entry: { readonly name: string }): void {
  const found = document.get(list);
  const entries = isSeq(found) ? found : new YAMLSeq();
  const node = document.createNode(entry);
  const index = entries.items.findIndex((item) => item instanceof YAMLMap && item.get('name') === entry.name);
  if (index === -1) entries.items.push(node);
  else entries.items[index] = node;
  entries.flow = false;
  document.set(list, entries);
}
