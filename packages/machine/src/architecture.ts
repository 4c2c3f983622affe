import { UserError } from '@eks-practice/errors/user-error';

/** A processor architecture that images are made for, as container images name it. */
export type Architecture = (typeof architectures)[number];

/** Those of EKS's nodes, and of the machines that people work on. */
export const architectures = ['amd64', 'arm64'] as const;

/**
 * The architecture of this machine, which its Docker runs without emulation.
 * @throws {UserError} `unsupported-architecture`
 */
export function hostArchitecture(nodeName: string = process.arch): Architecture {
  const architecture = architectures.find((known) => nodeArchitectures[known] === nodeName);
  if (architecture) return architecture;
  throw new UserError(`This machine's processor is ${nodeName}; images are made for ${architectures.join(' and ')}.`, {
    code: 'unsupported-architecture',
    remedy: 'Use a machine with a 64-bit x86 or ARM processor.',
  });
}

/** What Node.js and its npm packages call each. */
export const nodeArchitectures: Readonly<Record<Architecture, string>> = { amd64: 'x64', arm64: 'arm64' };
