import { expect, test } from '@jest/globals';
import { loopbackWithoutProxy } from './loopback-without-proxy.ts';

const proxy = 'http://proxy.example:3128';
const loopback = '127.0.0.1,localhost,::1';

test.each<{ given: NodeJS.ProcessEnv; exempt: string | undefined }>([
  { given: {}, exempt: undefined },
  { given: { NO_PROXY: 'intranet' }, exempt: 'intranet' },
  { given: { HTTP_PROXY: proxy }, exempt: loopback },
  { given: { https_proxy: proxy }, exempt: loopback },
  { given: { ALL_PROXY: proxy, NO_PROXY: 'intranet, .corp' }, exempt: `intranet,.corp,${loopback}` },
  { given: { HTTPS_PROXY: proxy, no_proxy: 'localhost' }, exempt: 'localhost,127.0.0.1,::1' },
  { given: { HTTPS_PROXY: proxy, NO_PROXY: 'a', no_proxy: 'b' }, exempt: `a,b,${loopback}` },
])('$given exempts $exempt', ({ given, exempt }) => {
  const environment = { ...given };
  loopbackWithoutProxy(environment);
  expect(environment.NO_PROXY).toBe(exempt);
  if (exempt?.includes('::1')) expect(environment.no_proxy).toBe(exempt);
});
