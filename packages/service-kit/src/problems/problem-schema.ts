import * as z from 'zod';

const fieldFault = z.object({
  field: z.string().describe("The parameter's name; dotted where it is nested."),
  detail: z.string(),
});

/** An error as RFC 9457 has it. `requestId`, `errors` and `health` are extension members. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank').describe('The status tells all there is to tell apart.'),
    title: z.string().describe('The status in words, as RFC 9110 has them.'),
    status: z.int().min(400).max(599),
    detail: z.string().exactOptional().describe('What went wrong this time, for a human.'),
    requestId: z.string().describe('Finds the request in the logs.'),
    errors: z.array(fieldFault).exactOptional().describe('For status 400: every fault of the query.'),
    health: z.unknown().exactOptional().describe('For a failed health check: what each check said.'),
  })
  .meta({ description: 'An error, as RFC 9457 has it.' });

export type FieldFault = Readonly<z.output<typeof fieldFault>>;

export type ProblemDocument = Readonly<z.output<typeof problemSchema>>;
