import { expect, test } from '@jest/globals';
import { plainReason } from './plain-reason.ts';

test.each([
  [
    'Resource handler returned message: "no" (RequestToken: 1)',
    'Resource handler returned message: "no" (RequestToken: 1)',
  ],
  [
    `Received response status [FAILED] from custom resource. Message returned: Error: b'The Deployment "api" is invalid: \\n* spec: it\\'s \\xe2\\x80\\x9cbad\\xe2\\x80\\x9d\\n'\n\nLogs: /aws/lambda/dev\n\n    at invoke (/var/task/framework.js:2:6)\n    at next (/var/task/framework.js:9:9) (RequestId: 1-2)`,
    'The Deployment "api" is invalid: * spec: it\'s “bad”',
  ],
  [`Error: b"can't"`, "can't"],
  ['one\n  two', 'one two'],
])('%j', (reason, plain) => {
  expect(plainReason(reason)).toBe(plain);
});

test('a quoted manifest is cut', () => {
  expect(plainReason('x'.repeat(5000))).toBe(`${'x'.repeat(600)}…`);
});
