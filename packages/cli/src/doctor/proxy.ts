import { proxyVariables } from '@eks-practice/machine/network/loopback-without-proxy';
import type { DockerFacts } from './docker.ts';
import type { Finding } from './finding.ts';

/**
 * A proxy of the environment is the shell's alone: Docker's daemon pulls by settings of its own.
 * @param docker undefined where it does not answer
 */
export function proxyFinding(docker: DockerFacts | undefined, environment: NodeJS.ProcessEnv = process.env): Finding {
  const name = 'Proxy';
  const set = proxyVariables.filter((variable) => environment[variable]);
  if (set.length === 0) return { name, state: 'ok', found: 'none' };
  const found = `by ${set.join(', ')}`;
  if (!docker || docker.hasProxy) return { name, state: 'ok', found };
  return {
    name,
    state: 'warning',
    found: `${found}; Docker's daemon has none`,
    remedy: 'If it cannot pull without: https://docs.docker.com/engine/daemon/proxy',
  };
}
