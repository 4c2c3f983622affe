import { readFile } from 'node:fs/promises';
import type { Service } from '@eks-practice/catalogue/services';
import { type StartedTestContainer, Wait } from 'testcontainers';
import { imageOf } from './service-container.ts';
import { TestContainer } from './test-container.ts';
import type { TestNetwork } from './test-network.ts';

export interface ScriptOptions {
  /** The file in `src/scripts`, without its ending. It may import Node's own modules only. */
  readonly script: string;
  /** Any service: the script runs on its image's Node, so that no other image is needed. */
  readonly service: Service;
  /** What the others on the network find it by. */
  readonly alias: string;
  /** The TCP ports that it listens on. */
  readonly ports: readonly number[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs one of our scripts in a container of its own, and waits until all its ports are open. */
export async function startScript(network: TestNetwork, options: ScriptOptions): Promise<StartedTestContainer> {
  const content = await readFile(new URL(`../scripts/${options.script}.ts`, import.meta.url), 'utf8');
  const target = `/scripts/${options.script}.mts`;
  const container = new TestContainer(await imageOf(options.service))
    .withCopyContentToContainer([{ content, target, mode: 0o444 }])
    .withEntrypoint(['/nodejs/bin/node'])
    .withCommand([target])
    .withEnvironment(options.environment)
    .withExposedPorts(...options.ports)
    .withWaitStrategy(Wait.forLogMessage('listening'));
  return network.run(container, options.alias);
}
