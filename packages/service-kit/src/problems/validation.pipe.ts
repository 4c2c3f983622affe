import { StandardSchemaValidationPipe } from '@nestjs/common';
import type * as z from 'zod';
import type { FieldFault } from './problem-schema.ts';
import { Problem } from './problem.ts';

/** Checks each parameter that has a schema, `@Query({ schema })`; a fault is a problem of status 400 that names the field. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => {
      const errors = (issues as readonly z.core.$ZodIssue[]).flatMap(faultsOf);
      const detail = errors.map((error) => `${error.field} ${error.detail}`).join('; ');
      return new Problem({ status: 400, detail, errors });
    },
  });
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((field) => ({ field, detail: 'is not a parameter of this request' }));
  }
  return [{ field: issue.path.join('.'), detail: issue.message }];
}
