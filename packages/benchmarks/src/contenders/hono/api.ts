import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { listenAddress, userApiUrl } from '../listen-address.ts';

const app = new Hono();
app.get('/users', async (context) => context.json((await (await fetch(userApiUrl)).json()) as object));
serve({ fetch: app.fetch, hostname: listenAddress.host, port: listenAddress.port });
