import { check } from 'k6';
import http, { type Response } from 'k6/http';

/** A list with at least one user in it; a pattern, since parsing every body would cost the generator more than sending. */
const userList = /^\s*\[\s*\{\s*"(firstName|lastName)"\s*:\s*"[^]*\]\s*$/;

/** Asks for a list of users, as a browser would; the answer tells the harness which pod gave it. */
export function journey(baseUrl: string): Response {
  // Longer than the api's own deadline (2 s) with its retry, so that the api answers for its upstream, not this timeout.
  const response = http.get(`${baseUrl}/users`, { timeout: '5s' });
  check(response, {
    'answers with users': ({ status, body }) => status !== 200 || (typeof body === 'string' && userList.test(body)),
  });
  return response;
}
