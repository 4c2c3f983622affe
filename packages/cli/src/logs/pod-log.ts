import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Log } from '@kubernetes/client-node';

/** The container whose log is read. */
export interface LoggingContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** A line of a log. */
export interface LogLine {
  /** RFC 3339 with nine digits of a second, so that order as text is order in time. */
  readonly at: string;
  readonly text: string;
}

/** Which part of a log is wanted; without any of these all that the node has kept. */
export interface LogExcerpt {
  /** The last so many lines. */
  readonly tailLines?: number;
  /** What was written in the last so many seconds. */
  readonly sinceSeconds?: number;
  /** What was written since that time, as `at` has it. */
  readonly sinceTime?: string;
  /** Of the container before the one that runs now. */
  readonly previous?: boolean;
}

export interface LogReader {
  readonly onLine: (line: LogLine) => void;
  /** Goes on to the container's end, or to the signal. */
  readonly followUntil?: AbortSignal;
}

/**
 * Reads a container's log.
 * @returns false where there is none: the container has not started, has no predecessor, or the pod is gone
 * @throws where the Kubernetes API does not answer
 */
export async function readPodLog(
  log: Log,
  { namespace, pod, container }: LoggingContainer,
  excerpt: LogExcerpt,
  { onLine, followUntil: signal }: LogReader,
): Promise<boolean> {
  const sink = new PassThrough();
  // The client keeps its source to itself, so a connection that breaks, or is ended, would be an error that nobody handles.
  sink.once('pipe', (source: NodeJS.ReadableStream) => source.once('error', () => sink.end()));
  try {
    const options = { ...excerpt, follow: signal !== undefined, timestamps: true };
    const request = await log.log(namespace, pod, container, sink, options);
    const abort = (): void => request.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    for await (const line of createInterface({ input: sink })) onLine(parsed(line));
    signal?.removeEventListener('abort', abort);
    return true;
  } catch (error) {
    if (hasNoLog(error)) return false;
    throw error;
  }
}

/** 400: the container waits to start, or has no predecessor. 404: the pod is gone. */
function hasNoLog(error: unknown): boolean {
  const { code } = error as { code?: number };
  return code === 400 || code === 404;
}

function parsed(line: string): LogLine {
  const space = line.indexOf(' ');
  return { at: line.slice(0, space), text: line.slice(space + 1) };
}
