import { createServer } from 'node:http';
import { type User, userCount } from '@eks-practice/contracts/users';
import { firstNames, lastNames } from '@eks-practice/user-api/users/names';
import { listenAddress } from '../listen-address.ts';

/** From faker's lists and not through faker, as our user-api has them: raw is the ceiling, also in how it makes names up. */
function randomUsers(): User[] {
  const { max, min } = userCount.random;
  const length = min + Math.floor(Math.random() * (max - min + 1));
  return Array.from({ length }, () => ({ firstName: oneOf(firstNames), lastName: oneOf(lastNames) }));
}

function oneOf(names: readonly string[]): string {
  return names[Math.floor(Math.random() * names.length)] as string;
}

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(randomUsers()));
}).listen(listenAddress);
