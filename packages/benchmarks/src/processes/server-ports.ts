import { isFreePort } from '@eks-practice/machine/network/free-port';

/** Below those that Linux gives to connections that go out (32768 and up), so that nothing takes them by chance. */
const firstPort = 28_100;
const lastPort = 29_900;

/** Hands out ports of 127.0.0.1 for the servers, four for a pair: each service's own and its admin port. */
export class ServerPorts {
  private next = firstPort;

  /** @throws {Error} where there are no four free ports */
  async four(): Promise<number> {
    for (; this.next < lastPort; this.next += 4) {
      const ports = [0, 1, 2, 3].map((offset) => this.next + offset);
      const free = await Promise.all(ports.map(isFreePort));
      if (!free.every(Boolean)) continue;
      this.next += 4;
      return ports[0] as number;
    }
    throw new Error(`there are no four free ports in a row from ${firstPort} to ${lastPort}`);
  }
}
