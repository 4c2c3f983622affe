import { requestIdHeader } from '../http/request-id.ts';

/** What each request may say in its headers, for the OpenAPI document. */
export const requestHeaders = [
  { name: requestIdHeader, description: 'Finds the request in the logs; made up where it is absent.' },
  { name: 'traceparent', description: 'The trace it belongs to, as W3C Trace Context has it.' },
].map((header) => ({ ...header, in: 'header' as const, required: false, schema: { type: 'string' as const } }));

/** What each answer says in its headers, for the OpenAPI document. */
export const answerHeaders = {
  [requestIdHeader]: { description: "The request's id, as given or made up.", schema: { type: 'string' as const } },
  'x-served-by': { description: 'The pod that answered.', schema: { type: 'string' as const } },
};
