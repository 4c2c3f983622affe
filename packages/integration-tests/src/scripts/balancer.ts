// Runs in a container of its own and does what kube-proxy does for a Service: gives each new connection to the next
// replica that was ready when it last heard, and leaves connections alone that are open. It hears of readiness when it
// is told to look (a request to its second port), not by a period, so that a test decides how late the news is.
import { createServer as createHttpServer } from 'node:http';
import { type Socket, connect, createServer } from 'node:net';

interface Replica {
  readonly name: string;
  /** Its address, as Kubernetes gives it: no name that goes with the container. */
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
}

const { PORT, CONTROL_PORT, REPLICAS = '[]' } = process.env;
const replicas = JSON.parse(REPLICAS) as readonly Replica[];

/** Where a container was, packets vanish; long after a replica that lives would have answered. */
const givenUpAfterMs = 3000;

let ready: readonly Replica[] = [];
let connections = 0;

createServer({ allowHalfOpen: true }, (caller) => {
  const replica = ready[connections++ % ready.length];
  if (!replica) {
    caller.resetAndDestroy();
    return;
  }
  const { host, port } = replica;
  const service = connect({ host, port, allowHalfOpen: true });
  service.setTimeout(givenUpAfterMs, () => service.destroy(new Error('no answer')));
  service.on('connect', () => service.setTimeout(0));
  join(caller, service);
  join(service, caller);
}).listen(Number(PORT), () => console.log('listening'));

/** A refusal or a reset on one side is one on the other, as it would be without anything in between. */
function join(from: Socket, to: Socket): void {
  from.on('error', () => to.resetAndDestroy()).pipe(to);
}

async function isReady({ host, adminPort }: Replica): Promise<boolean> {
  try {
    return (await fetch(`http://${host}:${adminPort}/readyz`, { signal: AbortSignal.timeout(givenUpAfterMs) })).ok;
  } catch {
    return false;
  }
}

/** Looks which replicas are ready, and names them. */
async function look(): Promise<string[]> {
  const answers = await Promise.all(replicas.map(isReady));
  ready = replicas.filter((_, index) => answers[index]);
  return ready.map(({ name }) => name);
}

createHttpServer((_request, response) => void look().then((names) => response.end(JSON.stringify(names)))).listen(
  Number(CONTROL_PORT),
);
