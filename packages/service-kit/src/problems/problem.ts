import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { ProblemDocument } from './problem-schema.ts';

/** What differs from problem to problem. */
export type ProblemContent = Omit<ProblemDocument, 'type' | 'title' | 'requestId'>;

export const problemMediaType = 'application/problem+json';

/** nginx's status for a caller that hung up: nobody receives it, but the logs have it. */
export const callerLeft = 499;

/** Throw it to answer with a problem document. */
export class Problem extends HttpException {
  readonly content: ProblemContent;
  /** For the log alone: may name what the answer must not. */
  readonly reason: string | undefined;

  constructor(content: ProblemContent, reason?: string) {
    super(content, content.status);
    this.content = content;
    this.reason = reason;
  }
}

export function problemDocument(content: ProblemContent, requestId: string): ProblemDocument {
  const { status, detail, errors, health } = content;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Client Closed Request',
    status,
    ...(detail !== undefined && { detail }),
    requestId,
    ...(errors && { errors }),
    ...(health !== undefined && { health }),
  };
}
