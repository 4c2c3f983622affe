import type { Refusal } from './refusal.ts';

/**
 * Whether a name stands twice in an object of stages.ts. JavaScript lets the last one win without a word; only a type-check
 * would tell, and the tool runs without one.
 * @param source the file's text
 */
export async function duplicateNameRefusals(source: string): Promise<Refusal[]> {
  // Slow to load, so not for whoever does not ask.
  const { default: ts } = await import('typescript');
  const file = ts.createSourceFile('stages.ts', source, ts.ScriptTarget.Latest, true);
  const refusals: Refusal[] = [];
  const visit = (node: import('typescript').Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const seen = new Set<string>();
      for (const { name } of node.properties) {
        if (name === undefined || ts.isComputedPropertyName(name)) continue;
        const line = file.getLineAndCharacterOfPosition(name.getStart()).line + 1;
        if (seen.has(name.text)) refusals.push(duplicate(name.text, line));
        seen.add(name.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return refusals;
}

function duplicate(name: string, line: number): Refusal {
  return {
    guard: 'duplicate-name',
    message: `"${name}" stands twice in one object of packages/stages/src/stages.ts, the second time in line ${line}: only that one would count.`,
    remedy: 'Rename one of them, or take it away.',
  };
}
