import type { Service } from '@eks-practice/catalogue/services';
import type { StartedTestContainer } from 'testcontainers';
import type { SeenCall } from '../scripts/faulty-upstream.ts';
import { startScript } from './script-container.ts';
import { originOf } from './service-container.ts';
import type { TestNetwork } from './test-network.ts';

const controlPort = 9000;

export interface FaultyUpstreamOptions {
  /** Whose place it takes on the network: that one's name leads here. */
  readonly inPlaceOf: Service;
  /** What the real one is called there instead. */
  readonly realAlias: string;
  /** Is part of every answer that is not the real one's. */
  readonly secret: string;
}

/** An upstream that does to each call what the call's request id says. */
export class FaultyUpstream {
  private readonly container: StartedTestContainer;

  private constructor(container: StartedTestContainer) {
    this.container = container;
  }

  static async start(
    network: TestNetwork,
    { inPlaceOf, realAlias, secret }: FaultyUpstreamOptions,
  ): Promise<FaultyUpstream> {
    const { name, port } = inPlaceOf;
    const container = await startScript(network, {
      script: 'faulty-upstream',
      service: inPlaceOf,
      alias: name,
      ports: [port, controlPort],
      environment: {
        PORT: String(port),
        CONTROL_PORT: String(controlPort),
        ORIGIN: `http://${realAlias}:${port}`,
        SECRET: secret,
      },
    });
    return new FaultyUpstream(container);
  }

  /**
   * The calls that came with a request id: at once, once there is one (`arrived`), or once every one of them has an end
   * (`ended`).
   */
  async callsOf(requestId: string, when: 'now' | 'arrived' | 'ended'): Promise<SeenCall[]> {
    const answer = await fetch(`${originOf(this.container, controlPort)}/${when}/${requestId}`);
    return (await answer.json()) as SeenCall[];
  }
}
