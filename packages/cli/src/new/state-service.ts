import ts from 'typescript';

/** A service that is to be stated. */
export interface NewService {
  readonly name: string;
  readonly port: number;
  /** None is the default of NestService, `/`. */
  readonly path?: string | undefined;
  /** Names of services that are stated already. */
  readonly calls: readonly string[];
  readonly public: boolean;
}

/** What `.projenrc.ts` becomes. */
export interface Statement {
  /** The statement alone, as it stands in the text. */
  readonly statement: string;
  /** The whole text with it; undefined where the file states no service in a way that is understood. */
  readonly text: string | undefined;
}

/** A service's statement where it is found. */
interface Stated {
  readonly name: string;
  /** The constant that holds it; undefined where none does. */
  readonly constant: string | undefined;
  /** Offsets in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Prettier's line width in this repository, in characters. */
const lineWidth = 120;

/** States a service after the last one that is stated, since callees come before their callers. Changes nothing else but to name a callee. */
export function stateService(text: string, service: NewService): Statement {
  const stated = statedServices(text);
  const last = stated.at(-1);
  const known = service.calls.every((callee) => stated.some(({ name }) => name === callee));
  const statement = statementOf(service, constantsOf(service.calls, stated));
  if (!last || !known) return { statement, text: undefined };
  const unnamed = stated.filter(({ name, constant }) => constant === undefined && service.calls.includes(name));
  const edits = [
    { at: last.end, insert: `\n${statement}` },
    ...unnamed.map(({ name, start }) => ({ at: start, insert: `const ${constantName(name)} = ` })),
  ];
  return { statement, text: withEdits(text, edits) };
}

function constantsOf(names: readonly string[], stated: readonly Stated[]): string[] {
  return names.map((name) => stated.find((one) => one.name === name)?.constant ?? constantName(name));
}

function constantName(service: string): string {
  return service.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function statementOf(service: NewService, calls: readonly string[]): string {
  const properties = [
    `name: '${service.name}'`,
    `port: ${service.port}`,
    ...(service.path === undefined ? [] : [`path: '${service.path}'`]),
    ...(service.public ? ['public: true'] : []),
    ...(calls.length === 0 ? [] : [`calls: [${calls.join(', ')}]`]),
  ];
  const line = `new NestService(repo, { ${properties.join(', ')} });`;
  if (line.length <= lineWidth) return line;
  return ['new NestService(repo, {', ...properties.map((property) => `  ${property},`), '});'].join('\n');
}

/** From the end on, so that an edit does not move the place of the next. */
function withEdits(text: string, edits: readonly { readonly at: number; readonly insert: string }[]): string {
  return [...edits]
    .sort((one, other) => other.at - one.at)
    .reduce((edited, { at, insert }) => edited.slice(0, at) + insert + edited.slice(at), text);
}

/** The statements of services at the top level of the text, in their order. */
function statedServices(text: string): Stated[] {
  const source = ts.createSourceFile('.projenrc.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): Stated[] => {
    const { expression, constant } = madeBy(statement);
    const name = expression && serviceName(expression);
    return name === undefined ? [] : [{ name, constant, start: statement.getStart(), end: statement.getEnd() }];
  });
}

function madeBy(statement: ts.Statement): { expression?: ts.Expression | undefined; constant?: string | undefined } {
  if (ts.isExpressionStatement(statement)) return { expression: statement.expression };
  if (!ts.isVariableStatement(statement)) return {};
  const [declaration] = statement.declarationList.declarations;
  return { expression: declaration?.initializer, constant: declaration?.name.getText() };
}

function serviceName(expression: ts.Expression): string | undefined {
  if (!ts.isNewExpression(expression) || expression.expression.getText() !== 'NestService') return undefined;
  const props = expression.arguments?.[1];
  if (!props || !ts.isObjectLiteralExpression(props)) return undefined;
  const name = props.properties.find((property) => property.name?.getText() === 'name');
  if (!name || !ts.isPropertyAssignment(name) || !ts.isStringLiteralLike(name.initializer)) return undefined;
  return name.initializer.text;
}
