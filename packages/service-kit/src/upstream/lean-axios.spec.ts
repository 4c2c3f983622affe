import { expect, test } from '@jest/globals';
import axios, { type InternalAxiosRequestConfig } from 'axios';
import { dropDefaults } from './lean-axios.ts';

test('an axios without its defaults sends what it is given, and no other axios is changed', async () => {
  const before = Object.keys(axios.defaults);
  const lean = axios.create();
  dropDefaults(lean);
  const sent: InternalAxiosRequestConfig[] = [];
  const answer = await lean.request<string>({
    url: '/',
    headers: { 'x-request-id': 'req-1' },
    adapter: (config) => {
      sent.push(config);
      return Promise.resolve({ data: '{"not":"parsed"}', status: 500, statusText: '', headers: {}, config });
    },
  });
  expect({ ...sent[0]?.headers }).toEqual({ 'x-request-id': 'req-1' });
  expect(answer.data).toBe('{"not":"parsed"}');
  expect(Object.keys(axios.defaults)).toEqual(before);
});
