import { HttpException } from '@nestjs/common';
import { Problem, type ProblemContent } from './problem.ts';

/**
 * What the caller may know of an error. A Problem says it itself; of Nest's and Fastify's own errors the message goes
 * out where the fault is the caller's; anything else is a bug of ours, and its message may hold anything.
 */
export function contentOf(error: unknown): ProblemContent {
  if (error instanceof Problem) return error.content;
  if (error instanceof HttpException) {
    const status = error.getStatus();
    const health = healthOf(error.getResponse());
    if (health) return { status, detail: 'A health check failed.', health };
    return status < 500 ? { status, detail: error.message } : { status };
  }
  if (error instanceof Error && 'statusCode' in error && isClientError(error.statusCode)) {
    return { status: error.statusCode, detail: error.message };
  }
  return { status: 500 };
}

/** Terminus throws its whole result as the response of the exception. */
function healthOf(response: unknown): unknown {
  return typeof response === 'object' && response !== null && 'details' in response ? response.details : undefined;
}

function isClientError(status: unknown): status is number {
  return typeof status === 'number' && status >= 400 && status < 500;
}
