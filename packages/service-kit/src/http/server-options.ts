import type { Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import { limits } from './limits.ts';
import { requestIdOf } from './request-id.ts';

/**
 * In place of Fastify's compilers of JSON Schema, which are a fifth of a service's code, loaded at each start: what comes in
 * is checked by the validation pipe.
 */
function noSchemas(): never {
  throw new Error("Fastify's own schemas of a route are not compiled here: give the parameter a zod schema.");
}

/** How each service's HTTP server behaves; times in milliseconds. */
export const serverOptions = {
  genReqId: requestIdOf,
  // X-Forwarded-* are believed from nobody: nothing here depends on the caller's address.
  trustProxy: false,
  bodyLimit: limits.body,
  // Against callers that send a byte now and then. Fastify's default is for ever.
  requestTimeout: limits.requestTimeout,
  http: {
    maxHeaderSize: limits.head,
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    connectionsCheckingInterval: limits.lateCheckInterval,
  },
  // Longer than an AWS Application Load Balancer's idle timeout (60 s by default), so that the balancer is the one to
  // close. Were it this side, a request could be on its way while the connection goes, and be answered with 502.
  keepAliveTimeout: 75_000,
  // After so many answers a connection is closed, with notice. kube-proxy chooses a pod per connection, so connections
  // that last would keep the load on the pods that were there first, and pods that the autoscaler adds would idle.
  maxRequestsPerSocket: 100,
  forceCloseConnections: 'idle',
  // A request that comes on an open connection while the server closes is served like any other.
  return503OnClosing: false,
  schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
} satisfies FastifyHttpOptions<Server>;
