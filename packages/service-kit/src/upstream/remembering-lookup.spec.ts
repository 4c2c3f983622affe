import type { LookupAddress } from 'node:dns';
import { expect, test } from '@jest/globals';
import { rememberingLookup } from './remembering-lookup.ts';

const first: LookupAddress = { address: '10.0.0.1', family: 4 };
const second: LookupAddress = { address: '10.0.0.2', family: 4 };

/** Asks as `net.connect` does. */
function ask(lookup: ReturnType<typeof rememberingLookup>, hostname = 'user-api', all = true): Promise<unknown> {
  return new Promise((resolve, reject) => {
    lookup(hostname, { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : { address, family }),
    );
  });
}

/** A resolver that gives its answers one after the other. */
function scripted(...answers: (() => Promise<LookupAddress[]>)[]) {
  const asked: string[] = [];
  const find = (hostname: string): Promise<LookupAddress[]> => {
    const answer = answers[asked.push(hostname) - 1];
    return answer ? answer() : Promise.reject(new Error('asked too often'));
  };
  return { asked, find };
}

const finds = (address: LookupAddress) => () => Promise.resolve([address]);
const fails = () => Promise.reject(Object.assign(new Error('getaddrinfo EAI_AGAIN user-api'), { code: 'EAI_AGAIN' }));
const hangs = () => new Promise<never>(() => undefined);

test('an address is looked up anew for each connection', async () => {
  const lookup = rememberingLookup(scripted(finds(first), finds(second)).find);
  expect(await ask(lookup)).toEqual([first]);
  expect(await ask(lookup)).toEqual([second]);
});

test.each([
  ['fails', fails],
  ['hangs', hangs],
])('where a look-up %s, the last address holds', async (_, answer) => {
  const lookup = rememberingLookup(scripted(finds(first), answer).find);
  await ask(lookup);
  expect(await ask(lookup)).toEqual([first]);
});

test('a name that was never found fails as Node has it', async () => {
  await expect(ask(rememberingLookup(fails))).rejects.toMatchObject({ code: 'EAI_AGAIN' });
});

test('a name that is there no more is not remembered', async () => {
  const gone = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND user-api'), { code: 'ENOTFOUND' }));
  const lookup = rememberingLookup(scripted(finds(first), gone).find);
  await ask(lookup);
  await expect(ask(lookup)).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('a name is remembered by itself', async () => {
  const lookup = rememberingLookup(scripted(finds(first), fails).find);
  await ask(lookup, 'user-api');
  await expect(ask(lookup, 'orders-api')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
});

test('a name is looked up once at a time, and what it comes to late is remembered', async () => {
  const late = Promise.withResolvers<LookupAddress[]>();
  const { asked, find } = scripted(finds(first), () => late.promise, fails);
  const lookup = rememberingLookup(find);
  await ask(lookup);
  expect(await Promise.all([ask(lookup), ask(lookup)])).toEqual([[first], [first]]);
  expect(asked).toHaveLength(2);
  late.resolve([second]);
  await late.promise;
  expect(await ask(lookup)).toEqual([second]);
});

test('one address is given to who wants one', async () => {
  const lookup = rememberingLookup(finds(first));
  expect(await ask(lookup, 'user-api', false)).toEqual(first);
});
