import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { type CallFrame, nativeCode } from './cpu-profile.ts';

/** Tells whose code a place of a bundle is, by the source map at the bundle's end. */
export async function packageOfIn(bundle: string): Promise<(frame: CallFrame) => string> {
  const map = sourceMapOf(await readFile(bundle, 'utf8'));
  const folder = path.dirname(bundle);
  return ({ url, lineNumber, columnNumber }) => {
    // A function of C++ that JavaScript calls, such as a socket's write.
    if (url === '') return nativeCode;
    if (url.startsWith('node:')) return 'Node.js';
    const entry = url.endsWith('.mjs') ? map.findEntry(lineNumber, columnNumber) : {};
    // As the map has it, the way to a source starts at the bundle, which lies in packages/ itself: `packages` need not be in it.
    return 'originalSource' in entry ? ownerOf(path.resolve(folder, String(entry.originalSource))) : 'other';
  };
}

/** @throws {Error} where the bundle has no source map in it */
function sourceMapOf(text: string): SourceMap {
  const mark = '//# sourceMappingURL=data:application/json;base64,';
  const start = text.lastIndexOf(mark);
  if (start < 0) throw new Error('the bundle to profile has no source map in it');
  const json = Buffer.from(text.slice(start + mark.length), 'base64').toString('utf8');
  return new SourceMap(JSON.parse(json));
}

/** The npm package that a source is part of, or ours by its folder in packages/. */
export function ownerOf(source: string): string {
  const installed = source.lastIndexOf('node_modules/');
  if (installed >= 0) {
    const [first = '', second = ''] = source.slice(installed + 'node_modules/'.length).split('/');
    return first.startsWith('@') ? `${first}/${second}` : first;
  }
  const [, own] = /packages\/([^/]+)\/src\//.exec(source) ?? [];
  return own ?? 'other';
}
