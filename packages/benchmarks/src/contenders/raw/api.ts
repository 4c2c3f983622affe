import { createServer } from 'node:http';
import { Pool } from 'undici';
import { listenAddress, userApiUrl } from '../listen-address.ts';

const userApi = new Pool(userApiUrl, { connections: 64 });

/** It reads the answer as JSON and writes it again, as the others do: to hand the bytes through would be a proxy. */
async function users(): Promise<string> {
  const { body } = await userApi.request({ method: 'GET', path: '/' });
  return JSON.stringify(await body.json());
}

createServer((request, response) => {
  if (request.url !== '/users') return void response.writeHead(404).end();
  users().then(
    (text) => response.writeHead(200, { 'content-type': 'application/json' }).end(text),
    () => response.writeHead(502).end(),
  );
}).listen(listenAddress);
