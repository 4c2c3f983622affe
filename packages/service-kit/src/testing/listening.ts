import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Lets an application listen on a free port of 127.0.0.1, for `exchange`: a caller that has hung up as a sender gets its
 * answer all the same, where Node would take him for gone.
 * @returns the port
 */
export async function listening(application: NestFastifyApplication): Promise<number> {
  await application.listen(0, '127.0.0.1');
  const server = application.getHttpServer() as Server;
  Object.assign(server, { httpAllowHalfOpen: true });
  return (server.address() as AddressInfo).port;
}
