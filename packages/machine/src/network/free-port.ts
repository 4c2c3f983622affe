import { createServer } from 'node:net';

/** Whether nobody listens on that TCP port of 127.0.0.1, nor on it of all addresses. */
export async function isFreePort(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
