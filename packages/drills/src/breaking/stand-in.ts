/** Where a service's image has Node, in the built images and in distroless ones alike. */
export const nodeInImage = '/nodejs/bin/node';

/** How a stand-in misbehaves. */
export type Misbehaviour = 'slow' | '500' | 'bad-json' | 'resets';

/**
 * A program for Node that stands in a service's place: its probes are well, its answers are not. It takes its ports from
 * where the service does, PORT and ADMIN_PORT.
 */
export function standInScript(misbehaviour: Misbehaviour): string {
  return [
    `const { createServer } = require('node:http');`,
    `createServer((_, response) => response.end('{}')).listen(process.env.ADMIN_PORT);`,
    `createServer((request, response) => { ${answers[misbehaviour]} }).listen(process.env.PORT);`,
    // Process 1 is not ended by a signal that it has no handler for.
    `process.on('SIGTERM', () => process.exit());`,
  ].join('\n');
}

const answers: Readonly<Record<Misbehaviour, string>> = {
  // Far beyond any deadline, and still an end of its own.
  slow: `setTimeout(() => response.end('[]'), 20_000);`,
  '500': `response.writeHead(500).end('broken');`,
  'bad-json': `response.setHeader('content-type', 'application/json').end('[{"firstName":');`,
  resets: `request.socket.resetAndDestroy();`,
};

/** A program for Node that keeps every core busy for so long, and then ends. */
export function busyScript(seconds: number): string {
  return [
    `const { Worker } = require('node:worker_threads');`,
    `const { availableParallelism } = require('node:os');`,
    `const loop = 'for (const end = Date.now() + ${seconds * 1000}; Date.now() < end; );';`,
    `for (let i = 0; i < availableParallelism(); i++) new Worker(loop, { eval: true });`,
    `process.on('SIGTERM', () => process.exit());`,
  ].join('\n');
}
