import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../http/path-of.ts';
import { requestIds } from '../http/request-context.ts';
import { contentOf } from './content-of.ts';
import { Problem, type ProblemContent, problemDocument, problemMediaType } from './problem.ts';

/** Answers every error with a problem document, and logs those that are not the caller's. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Request');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const content = contentOf(error);
    this.log(error, content, request);
    answerProblem(http.getResponse<FastifyReply>(), request.id, content);
  }

  private log(error: unknown, { status, detail, health }: ProblemContent, request: FastifyRequest): void {
    // A failed health check is an answer, not a failure.
    if (status < 500 || health !== undefined) return;
    const { method, url } = request;
    const about = { ...requestIds(request), method, url: pathOf(url), status };
    if (error instanceof Problem) this.logger.warn({ ...about, msg: error.reason ?? detail });
    else this.logger.error({ ...about, err: error, msg: 'unhandled error' });
  }
}

export function answerProblem(reply: FastifyReply, requestId: string, content: ProblemContent): void {
  void reply
    .code(content.status)
    .type(problemMediaType)
    .send(JSON.stringify(problemDocument(content, requestId)));
}
