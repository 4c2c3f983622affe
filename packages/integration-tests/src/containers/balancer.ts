import type { Service } from '@eks-practice/catalogue/services';
import type { StartedTestContainer } from 'testcontainers';
import { startScript } from './script-container.ts';
import { originOf } from './service-container.ts';
import type { TestNetwork } from './test-network.ts';

const controlPort = 9000;

/** What a Kubernetes Service is to its callers: one address for several replicas. */
export class Balancer {
  private readonly container: StartedTestContainer;
  private readonly service: Service;

  private constructor(container: StartedTestContainer, service: Service) {
    this.container = container;
    this.service = service;
  }

  /** @param replicas by name */
  static async start(
    network: TestNetwork,
    service: Service,
    replicas: Readonly<Record<string, StartedTestContainer>>,
  ): Promise<Balancer> {
    const { port, adminPort } = service;
    const addresses = Object.entries(replicas).map(([name, replica]) => {
      return { name, host: replica.getIpAddress(network.name), port, adminPort };
    });
    const container = await startScript(network, {
      script: 'balancer',
      service,
      alias: 'balancer',
      ports: [port, controlPort],
      environment: {
        PORT: String(port),
        CONTROL_PORT: String(controlPort),
        REPLICAS: JSON.stringify(addresses),
      },
    });
    return new Balancer(container, service);
  }

  get origin(): string {
    return originOf(this.container, this.service.port);
  }

  /** Lets it hear which replicas are ready; from then on it sends new connections to no other. */
  async hearReadiness(): Promise<string[]> {
    return (await fetch(originOf(this.container, controlPort))).json() as Promise<string[]>;
  }
}
