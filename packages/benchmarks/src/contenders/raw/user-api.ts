import { createServer } from 'node:http';
import { listenAddress } from '../listen-address.ts';
import { randomUsers } from '../random-users.ts';

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(randomUsers()));
}).listen(listenAddress);
