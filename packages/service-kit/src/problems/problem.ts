import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';

/** One invalid part of a request. */
export interface FieldFault {
  /** The parameter's name; dotted where it is nested. */
  readonly field: string;
  readonly detail: string;
}

/** An error as RFC 9457 has it. `requestId`, `errors` and `health` are extension members. */
export interface ProblemDocument {
  /** Always `about:blank`, by which the RFC says that the status tells all there is to tell apart. */
  readonly type: 'about:blank';
  /** The status in words, as RFC 9110 has them. */
  readonly title: string;
  readonly status: number;
  /** What went wrong this time, for a human. */
  readonly detail?: string;
  /** Finds the request in the logs. */
  readonly requestId: string;
  /** For status 400: every fault of the query. */
  readonly errors?: readonly FieldFault[];
  /** For a failed health check: what each check said. */
  readonly health?: unknown;
}

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
