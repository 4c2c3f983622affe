/** A way to build the two services, measured beside ours. */
export interface Contender {
  /** Its folder here. */
  readonly name: string;
  /** As the tables call it. */
  readonly title: string;
}

/** The services as this project builds them. */
export const ours: Contender = { name: 'ours', title: 'eks-practice, every feature on' };

/** What others would build, in this folder; each answers what the contract says, and has no feature besides. */
const peers: readonly Contender[] = [
  { name: 'seed', title: 'NestJS on Express, global `fetch` per request (the seed’s way)' },
  { name: 'raw', title: '`node:http` and undici, nothing else' },
  { name: 'fastify', title: 'Fastify and undici' },
  { name: 'hono', title: 'Hono on Node, global `fetch`' },
];

export const contenders: readonly Contender[] = [ours, ...peers];
