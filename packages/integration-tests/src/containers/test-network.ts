import { randomUUID } from 'node:crypto';
import { docker } from '@eks-practice/machine/docker/docker';
import type { StartedTestContainer } from 'testcontainers';
import { listOwned, ownedLabels, removeOwned } from './owned.ts';
import { isAbandoned } from './owner.ts';
import type { TestContainer } from './test-container.ts';

/**
 * A Docker network and the containers on it, which go when it is disposed of, whatever state a failed test left them in.
 * Found by their labels and not left to testcontainers' reaper, whose image cannot be pulled everywhere; what a killed
 * run could not remove, the next one does as it starts.
 */
export class TestNetwork implements AsyncDisposable {
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  static async start(): Promise<TestNetwork> {
    await removeOwned((await listOwned()).filter(({ owner, ageSeconds }) => isAbandoned(owner, ageSeconds)));
    const name = `eks-practice-test-${randomUUID()}`;
    await docker.createNetwork({ Name: name, Labels: ownedLabels(name) });
    return new TestNetwork(name);
  }

  /** Starts a container that the others on the network find by `alias`. */
  async run(container: TestContainer, alias: string): Promise<StartedTestContainer> {
    return container.onlyOn(this.name, alias).withLabels(ownedLabels(this.name)).withAutoCleanup(false).start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeOwned((await listOwned()).filter(({ network }) => network === this.name));
  }
}
