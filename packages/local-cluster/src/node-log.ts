import type { Container } from 'dockerode';

/** The last lines that a node wrote; none where its container is gone. */
export async function lastLines(container: Container, lines = 15): Promise<string> {
  const log = await container.logs({ stdout: true, stderr: true, tail: lines }).catch(() => Buffer.alloc(0));
  return withoutFrames(log).trimEnd();
}

/** Docker's log of both streams without the 8 bytes before each piece (stream, 3 zeroes, length as a big-endian). */
export function withoutFrames(log: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 8 <= log.length;) {
    const end = at + 8 + log.readUInt32BE(at + 4);
    pieces.push(log.subarray(at + 8, end));
    at = end;
  }
  return Buffer.concat(pieces).toString();
}
