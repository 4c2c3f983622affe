import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { silent } from '@eks-practice/machine/progress';
import { expect, test } from '@jest/globals';
import { simulatedStage } from './simulated-evidence.fixture.ts';
import { probeTarget } from './probe-target.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
}

/** @returns what the probe makes of an answer, and which paths it asked for */
async function probe({ status, type }: Answer): Promise<{ outcome: string; asked: (string | undefined)[] }> {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.writeHead(status, { 'content-type': type }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const target = { url: `http://127.0.0.1:${port}`, service: 'api', kubeconfigPath: '', stage: simulatedStage };
  try {
    const outcome = await probeTarget({ target, progress: silent, signal: undefined }).then(
      () => 'fine',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    return { outcome, asked };
  } finally {
    server.close();
  }
}

test.each<Answer>([
  { status: 200, type: 'application/json; charset=utf-8' },
  // The service's own word that it is unwell: for the verdict, not for the probe.
  { status: 503, type: 'application/problem+json' },
])('the service answers: $status $type', async (answer) => {
  expect(await probe(answer)).toEqual({ outcome: 'fine', asked: ['/users'] });
});

test.each<Answer>([
  { status: 404, type: 'text/html' },
  { status: 404, type: 'application/problem+json' },
  { status: 200, type: 'text/html' },
  { status: 502, type: 'text/html' },
])('something else answers: $status $type', async (answer) => {
  const { outcome, asked } = await probe(answer);
  expect(outcome).toMatch(`RunInvalid: http://127.0.0.1:`);
  expect(outcome).toContain(`status ${answer.status}, ${answer.type}`);
  expect(asked).toHaveLength(1);
});

test('an abort ends the wait with its reason', async () => {
  const signal = AbortSignal.abort(new Error('Ctrl-C'));
  const target = { url: 'http://127.0.0.1:9', service: 'api', kubeconfigPath: '', stage: simulatedStage };
  await expect(probeTarget({ target, progress: silent, signal })).rejects.toThrow('Ctrl-C');
});
