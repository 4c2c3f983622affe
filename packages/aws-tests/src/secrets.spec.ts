import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runTool } from './run-tool.ts';

// Where AWS refuses a signature, it sends back all that was signed, the session's token among it. Nobody needs an emulator
// for that.

const secretKey = 'wJalrXUtnFEMI/K7MDENG/do-not-print-me';
const token = 'FwoGZXIvYXdzEXAMPLE-do-not-print-me';

const server = createServer((request, response) => {
  const signed = Object.entries(request.headers).map(([name, value]) => `${name}:${String(value)}`);
  const message = `The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request should have been\n'POST\n/\n\n${signed.join('\n')}'`;
  response.writeHead(403, { 'content-type': 'text/xml' });
  response.end(
    `<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
});
beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test.each([...[['status'], ['outputs'], ['deploy'], ['doctor'], ['status', '--json']]])(
  '%s prints neither the key nor the token of the credentials that AWS refuses',
  async (...args) => {
    const { port } = server.address() as AddressInfo;
    const { exitCode, output } = await runTool([...args, '--stage', 'dev'], {
      env: {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: secretKey,
        AWS_SESSION_TOKEN: token,
      },
    });
    expect(output).toContain('does not match the signature you provided');
    expect(output).not.toContain(secretKey);
    expect(output).not.toContain(token);
    expect(exitCode).toBe(2);
  },
  120_000,
);
