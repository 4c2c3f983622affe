import { once } from 'node:events';
import { connect } from 'node:net';

/** An answer as it came over the connection. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends bytes as they are to a port of 127.0.0.1, hangs up as a sender, and waits until the server has hung up too: no
 * client library tidies them first. The first final answer counts; undefined where there was none.
 * @param bytes a character each, as in latin1
 */
export async function exchange(port: number, bytes: string): Promise<RawAnswer | undefined> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // What a server cuts off, it may have answered before.
  socket.on('error', () => undefined);
  // Some servers hang up without a word of their own end.
  socket.on('end', () => socket.end());
  socket.end(Buffer.from(bytes, 'latin1'));
  await once(socket, 'close');
  return finalAnswer(Buffer.concat(chunks).toString('utf8'));
}

function finalAnswer(text: string): RawAnswer | undefined {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) return undefined;
  // `100 Continue` and its like come before the answer.
  if (status < 200) return finalAnswer(text.slice(end + 4));
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const length = Number(headers['content-length'] ?? 0);
  return {
    status,
    headers,
    body: Buffer.from(text.slice(end + 4))
      .subarray(0, length)
      .toString(),
  };
}
