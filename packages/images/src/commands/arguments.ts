import { type Architecture, architectures } from '@eks-practice/machine/architecture';

// Nx passes what its targets say, so what is missing or unknown here is a bug in a target.

/** The service that the command line names first. */
export function serviceArgument(): string {
  const [service] = process.argv.slice(2);
  if (!service) throw new Error('A service is to be named first.');
  return service;
}

/** The architecture at a place of the command line, or undefined where it names none. */
export function architectureArgument(place: number): Architecture | undefined {
  const name = process.argv[2 + place];
  const architecture = architectures.find((known) => known === name);
  if (name !== undefined && !architecture) throw new Error(`"${name}" is none of ${architectures.join(', ')}.`);
  return architecture;
}
