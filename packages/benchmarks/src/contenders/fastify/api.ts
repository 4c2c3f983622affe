import { fastify } from 'fastify';
import { Pool } from 'undici';
import { listenAddress, userApiUrl } from '../listen-address.ts';

const userApi = new Pool(userApiUrl, { connections: 64 });
const server = fastify();
server.get('/users', async () => {
  const { body } = await userApi.request({ method: 'GET', path: '/' });
  return body.json();
});
await server.listen(listenAddress);
