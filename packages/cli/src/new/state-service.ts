import { type Options, format } from 'prettier';
import { Projenrc, variableName } from './projenrc.ts';

/** What the statement of a new service says. */
export interface NewService {
  readonly name: string;
  readonly port: number;
  readonly public: boolean;
  /** Names of the services that it calls. */
  readonly calls: readonly string[];
}

/** .projenrc.ts with one statement more. */
export interface Stated {
  readonly statement: string;
  /** The whole file. */
  readonly text: string;
  /** The line that the statement begins on, from 1. */
  readonly line: number;
}

/** The statement of a service in a file that is not as it was expected. */
export interface NotStated {
  readonly statement: string;
  /** Why there is no place for it, as the end of a sentence about .projenrc.ts. */
  readonly because: string;
}

/** How source is formatted here, as .prettierrc.json says. */
export type Style = Pick<Options, 'singleQuote' | 'printWidth'>;

/**
 * States a service after all others, so after those that it calls. One of these that no variable holds gets one.
 * @param text of .projenrc.ts
 */
export async function stateService(service: NewService, text: string, style: Style): Promise<Stated | NotStated> {
  const formatted = async (source: string): Promise<string> =>
    (await format(source, { ...style, parser: 'typescript' })).trimEnd();
  const file = new Projenrc(text);
  const last = file.services.at(-1);
  const stated = service.calls.map((callee) => file.services.find(({ name }) => name === callee));
  if (!last || stated.includes(undefined)) {
    return {
      statement: await formatted(statementOf(service, 'repo', service.calls.map(variableName))),
      because: last
        ? 'does not state each service that it calls as `new NestService(repo, { name: …, … })`'
        : 'has no statement `new NestService(repo, { name: …, … })` to put it after',
    };
  }
  const statement = await formatted(
    statementOf(
      service,
      last.repo,
      service.calls.map((callee) => file.variableFor(callee)),
    ),
  );
  const lineEnd = text.indexOf('\n', last.end);
  const place = lineEnd === -1 ? text.length : lineEnd;
  const edits = [{ start: place, end: place, by: `\n${statement}` }];
  for (const callee of stated) {
    if (!callee || callee.variable !== undefined) continue;
    const { start, end, name } = callee;
    const source = `const ${file.variableFor(name)} = ${text.slice(start, end)}`;
    edits.push({ start, end, by: await formatted(source) });
  }
  const edited = edits
    // From the end on, so that no edit moves the place of another.
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end, by }) => whole.slice(0, start) + by + whole.slice(end), text);
  return { statement, text: edited, line: edited.slice(0, edited.indexOf(statement)).split('\n').length };
}

function statementOf(service: NewService, repo: string, callees: readonly string[]): string {
  const props = [
    `name: '${service.name}'`,
    `port: ${service.port}`,
    ...(service.public ? ['public: true'] : []),
    ...(callees.length > 0 ? [`calls: [${callees.join(', ')}]`] : []),
  ];
  return `new NestService(${repo}, { ${props.join(', ')} });`;
}
