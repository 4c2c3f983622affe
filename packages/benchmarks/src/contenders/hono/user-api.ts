import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { listenAddress } from '../listen-address.ts';
import { randomUsers } from '../random-users.ts';

const app = new Hono();
app.get('/', (context) => context.json(randomUsers()));
serve({ fetch: app.fetch, hostname: listenAddress.host, port: listenAddress.port });
