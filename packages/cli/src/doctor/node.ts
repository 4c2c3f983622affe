import { run } from '@eks-practice/machine/run';
import type { Finding } from './finding.ts';

/** The oldest npm that reads the lockfile's version 3. */
const oldestNpm = 8;

export async function examineNode(): Promise<Finding[]> {
  const { exitCode, stdout } = await run('npm', ['--version'], { acceptFailure: true });
  const node: Finding = { name: 'Node.js', state: 'ok', found: process.versions.node };
  return [node, npmFinding(exitCode === 0 ? stdout.trim() : undefined)];
}

/** @param version undefined where there is no npm */
export function npmFinding(version: string | undefined): Finding {
  const remedy = `Install Node.js 18 or newer (https://nodejs.org), which brings npm ${oldestNpm} or newer.`;
  if (version === undefined) return { name: 'npm', state: 'missing', found: 'none on PATH', remedy };
  if (Number(version.split('.')[0]) < oldestNpm) return { name: 'npm', state: 'missing', found: version, remedy };
  return { name: 'npm', state: 'ok', found: version };
}
