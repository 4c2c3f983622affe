import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How often the file is looked at; its lines come by the thousand, so a tenth of a second would only cost more. */
const pollMs = 500;

/**
 * The lines of a file that another process is still writing.
 * @param writing settles when the writer has ended; what it wrote last is still read
 */
export async function* followLines(file: string, writing: Promise<unknown>): AsyncGenerator<string> {
  let ended = false;
  const noteEnd = (): void => {
    ended = true;
  };
  void writing.then(noteEnd, noteEnd);
  const decoder = new TextDecoder();
  const chunk = Buffer.alloc(1 << 20);
  let rest = '';
  await using handle = await open(file);
  for (;;) {
    const wasEnded = ended;
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) {
      if (wasEnded) break;
      await Promise.race([delay(pollMs), writing.catch(() => undefined)]);
      continue;
    }
    const lines = (rest + decoder.decode(chunk.subarray(0, bytesRead), { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  // A line without an end was cut off with its writer, and is not one.
}
