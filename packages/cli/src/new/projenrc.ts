import ts from 'typescript';

/** A service's statement on the top level of .projenrc.ts. */
interface StatedService {
  readonly name: string;
  /** The variable that holds it; undefined where nothing calls it yet, and so nothing needs one. */
  readonly variable: string | undefined;
  /** What the repository is called in it. */
  readonly repo: string;
  /** Where it begins and ends in the text, without the comments before it. */
  readonly start: number;
  readonly end: number;
}

/** .projenrc.ts as far as it tells of services: read as TypeScript, without being run. */
export class Projenrc {
  readonly text: string;
  readonly services: readonly StatedService[];
  readonly #identifiers = new Set<string>();

  constructor(text: string) {
    this.text = text;
    const source = ts.createSourceFile('.projenrc.ts', text, ts.ScriptTarget.Latest, true);
    this.services = source.statements.flatMap((statement) => serviceOf(statement, source) ?? []);
    const collect = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) this.#identifiers.add(node.text);
      ts.forEachChild(node, collect);
    };
    collect(source);
  }

  /** The variable that holds a service, or a free name for one. */
  variableFor(service: string): string {
    const held = this.services.find(({ name }) => name === service)?.variable;
    if (held !== undefined) return held;
    const wanted = variableName(service);
    return [wanted, `${wanted}Service`, `${wanted}Service2`].find((name) => this.#isFree(name)) ?? `${wanted}Service3`;
  }

  #isFree(name: string): boolean {
    return isIdentifier(name) && !this.#identifiers.has(name);
  }
}

/** e.g. `ordersApi` for `orders-api` */
export function variableName(service: string): string {
  return service.replaceAll(/-+([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** A keyword is none, as `import` is a right name of a service, but of no variable. */
function isIdentifier(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name);
  return scanner.scan() === ts.SyntaxKind.Identifier && scanner.getTokenEnd() === name.length;
}

/** `new NestService(repo, { name: '…', … })`, alone or as the value of a constant; of any other statement undefined. */
function serviceOf(statement: ts.Statement, source: ts.SourceFile): StatedService | undefined {
  const { made, variable } = newExpressionOf(statement);
  if (!made || !ts.isIdentifier(made.expression) || made.expression.text !== 'NestService') return undefined;
  const [repo, props] = made.arguments ?? [];
  if (!repo || !props || !ts.isIdentifier(repo) || !ts.isObjectLiteralExpression(props)) return undefined;
  const name = props.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText(source) === 'name',
  );
  if (!name || !ts.isPropertyAssignment(name) || !ts.isStringLiteral(name.initializer)) return undefined;
  const [start, end] = [statement.getStart(source), statement.getEnd()];
  return { name: name.initializer.text, variable, repo: repo.text, start, end };
}

function newExpressionOf(statement: ts.Statement): { made?: ts.NewExpression; variable?: string } {
  if (ts.isExpressionStatement(statement) && ts.isNewExpression(statement.expression)) {
    return { made: statement.expression };
  }
  const [declaration] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  if (!declaration?.initializer || !ts.isNewExpression(declaration.initializer)) return {};
  return ts.isIdentifier(declaration.name)
    ? { made: declaration.initializer, variable: declaration.name.text }
    : { made: declaration.initializer };
}
