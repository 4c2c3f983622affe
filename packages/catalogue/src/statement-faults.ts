/** What a service's statement says, as far as it can be wrong. */
export interface ServiceStatement {
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
  readonly path: string;
  readonly calls: readonly { readonly name: string }[];
}

/** What has been stated before it. */
interface StatedBefore {
  readonly packages: readonly { readonly name: string }[];
  readonly services: readonly ServiceStatement[];
}

/** Leaves room in a Kubernetes name (63) for what is put before and after it; a letter first, since classes are named by it. */
const dnsLabel = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;
const urlPath = /^\/([\w.~-]+\/)*[\w.~-]*$/;

/** Everything that is wrong with a service's statement; none where it is right. */
export function statementFaults(statement: ServiceStatement, before: StatedBefore): string[] {
  const { name, path, calls } = statement;
  return [
    ...(dnsLabel.test(name)
      ? []
      : [`name "${name}" must be a DNS label of 1 to 40 characters: a-z first, then a-z, 0-9 and inner hyphens`]),
    ...(before.packages.some((other) => other.name === name) ? [`name "${name}" is taken by another package`] : []),
    ...portFaults(statement, before.services),
    ...(urlPath.test(path) ? [] : [`path "${path}" must begin with a slash and have no query, e.g. "/orders"`]),
    ...repeated(calls.map((callee) => callee.name)).map((callee) => `calls names ${callee} more than once`),
  ];
}

function portFaults(statement: ServiceStatement, services: readonly ServiceStatement[]): string[] {
  const taken = new Map(
    services.flatMap(({ name, port, adminPort }) => [
      [port, `the port of ${name}`] as const,
      [adminPort, `the adminPort of ${name}`] as const,
    ]),
  );
  const { port, adminPort } = statement;
  const faults = Object.entries({ port, adminPort }).flatMap(([which, number]) => {
    if (!Number.isInteger(number) || number < 1 || number > 65_535) {
      return [`${which} ${number} must be a whole number from 1 to 65535`];
    }
    const owner = taken.get(number);
    return owner === undefined ? [] : [`${which} ${number} is ${owner} too`];
  });
  return port === adminPort ? [...faults, `port and adminPort are both ${port}`] : faults;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}
