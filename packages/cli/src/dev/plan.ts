import { type Service, serviceNamed } from '@eks-practice/catalogue/services';

export interface DevOptions {
  /** Added to each port of the catalogue, for where those are taken. */
  readonly portOffset: number;
  /** The least level that the services log. */
  readonly logLevel: string;
}

/** How one service runs in development. */
export interface DevPlan {
  readonly name: string;
  readonly port: number;
  readonly adminPort: number;
  /** The URL of its main endpoint. */
  readonly url: string;
  /** The URL of the page that its OpenAPI document makes. */
  readonly docs: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** All on 127.0.0.1 and each on its ports of the catalogue, so that callers find callees without a cluster's DNS. */
export function devPlans(services: readonly Service[], { portOffset, logLevel }: DevOptions): DevPlan[] {
  const address = (port: number): string => `127.0.0.1:${port + portOffset}`;
  return services.map(({ name, port, adminPort, path, calls }) => ({
    name,
    port: port + portOffset,
    adminPort: adminPort + portOffset,
    url: `http://${address(port)}${path}`,
    docs: `http://${address(port)}/docs`,
    environment: {
      LISTEN_ADDRESS: '127.0.0.1',
      PORT: String(port + portOffset),
      ADMIN_PORT: String(adminPort + portOffset),
      OPENAPI_UI: 'true',
      LOG_LEVEL: logLevel,
      ...Object.fromEntries(calls.map(serviceNamed).map((callee) => [callee.hostVariable, address(callee.port)])),
    },
  }));
}
