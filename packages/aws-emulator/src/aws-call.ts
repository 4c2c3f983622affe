import type { IncomingMessage } from 'node:http';

/** What a client asked of AWS. */
export interface AwsCall {
  /** As the signature has it, e.g. `cloudformation`. */
  readonly service: string;
  /** e.g. `DescribeStacks`; of REST services the method and the path, e.g. `GET /clusters/dev`. */
  readonly action: string;
  /** Of services with form parameters, e.g. `StackName`. */
  readonly parameters: URLSearchParams;
  readonly body: string;
  readonly protocol: 'query' | 'json' | 'rest-json' | 'rest-xml';
}

/** What a test answers in the place of AWS. */
export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads a request as one of AWS's protocols has it. */
export function readCall({ method, url, headers }: IncomingMessage, body: string): AwsCall {
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
  const target = String(headers['x-amz-target'] ?? '');
  const isForm = String(headers['content-type']).includes('x-www-form-urlencoded');
  const parameters = new URLSearchParams(isForm ? body : '');
  const form = parameters.get('Action');
  const call = { service, parameters, body };
  if (target) return { ...call, action: target.slice(target.lastIndexOf('.') + 1), protocol: 'json' };
  if (form) return { ...call, action: form, protocol: 'query' };
  const action = `${method} ${url?.split('?')[0]}`;
  return { ...call, action, protocol: service === 's3' ? 'rest-xml' : 'rest-json' };
}

/** An error as the service that was called would answer it. */
export function errorAnswer({ protocol }: AwsCall, code: string, message: string, status = 400): AwsAnswer {
  switch (protocol) {
    case 'query':
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message)}</Message></Error></ErrorResponse>`,
      };
    case 'rest-xml':
      return {
        status,
        headers: { 'content-type': 'application/xml' },
        body: `<Error><Code>${code}</Code><Message>${xml(message)}</Message></Error>`,
      };
    default:
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ __type: code, message }),
      };
  }
}

/** An answer of a service that speaks JSON. */
export function jsonAnswer(answer: object): AwsAnswer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}

/** Text as it may stand in XML. */
export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
