import { fastify } from 'fastify';
import { listenAddress } from '../listen-address.ts';
import { randomUsers } from '../random-users.ts';

const server = fastify();
server.get('/', async () => randomUsers());
await server.listen(listenAddress);
