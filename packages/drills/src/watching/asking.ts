import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { now } from '@eks-practice/loadtests/clock';

/** What came of one request. */
export interface Answer {
  /** When it was sent, by `clock.ts`, in milliseconds. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** 0 where there was no answer. */
  readonly status: number;
  /** The pod that answered, by `x-served-by`; empty where it does not say. */
  readonly servedBy: string;
  /** The status that a problem document names (RFC 9457); null where the answer is none. */
  readonly problemStatus: number | null;
  /** What the problem document says, or the network's error code where there was no answer. */
  readonly detail: string;
}

export interface Asking {
  /** In the order in which they came. */
  readonly answers: readonly Answer[];
  /** Sends no more, and waits for the answers that are out. */
  stop(): Promise<readonly Answer[]>;
}

/** Whoever waits this long for an answer hangs: more than twice what the services allow themselves. In milliseconds. */
const hangMs = 10_000;

/**
 * Asks again and again, each time over a connection of its own, and reads the answers: k6 tells statuses and times, but
 * not what a problem document says.
 * @param perSecond how many requests are sent each second, whether or not earlier ones were answered
 */
export function startAsking(url: string, perSecond: number): Asking {
  const answers: Answer[] = [];
  const out = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const one = ask(url).then((answer) => {
      answers.push(answer);
      out.delete(one);
    });
    out.add(one);
  }, 1_000 / perSecond);
  return {
    answers,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(out);
      return answers;
    },
  };
}

/** Asks for so many seconds. */
export async function askFor(url: string, perSecond: number, seconds: number): Promise<readonly Answer[]> {
  const asking = startAsking(url, perSecond);
  await delay(seconds * 1_000);
  return asking.stop();
}

function ask(url: string): Promise<Answer> {
  const at = now();
  return new Promise((resolve) => {
    const unanswered = (error: Error & { code?: string }): void =>
      resolve({
        ...{ at, ms: now() - at, status: 0, servedBy: '', problemStatus: null },
        detail: error.code ?? error.name,
      });
    const request = get(url, { agent: false, signal: AbortSignal.timeout(hangMs) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', unanswered);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        const problem = problemOf(headers['content-type'], Buffer.concat(chunks).toString());
        resolve({
          ...{ at, ms: now() - at, status: statusCode, servedBy: String(headers['x-served-by'] ?? '') },
          ...{ problemStatus: problem?.status ?? null, detail: problem?.detail ?? '' },
        });
      });
    });
    request.on('error', unanswered);
  });
}

function problemOf(contentType = '', text: string): { status?: number; detail?: string } | undefined {
  if (!contentType.startsWith('application/problem+json')) return undefined;
  try {
    return JSON.parse(text) as { status?: number; detail?: string };
  } catch {
    return undefined;
  }
}
