import { GenericContainer } from 'testcontainers';

/** A container that is created on its network. testcontainers would create it on Docker's default one, and add its own. */
export class TestContainer extends GenericContainer {
  /** @param alias what the others on the network find it by */
  onlyOn(network: string, alias: string): this {
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [network]: { Aliases: [alias] } } };
    return this.withNetworkMode(network);
  }
}
