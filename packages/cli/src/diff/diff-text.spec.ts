import { stripVTControlCharacters } from 'node:util';
import type { ResourceChange } from '@eks-practice/aws/diff/resource-changes';
import { expect, test } from '@jest/globals';
import { diffText } from './diff-text.ts';
import { diffExitCode } from './stage-diff.ts';

const names = { stack: 'stack dev-workloads', namespace: 'namespace dev' };

function lines(changes: Parameters<typeof diffText>[0], width = 80): string[] {
  return stripVTControlCharacters(diffText(changes, { ...names, width })).split('\n');
}

const resource = { type: 'AWS::EC2::VPC', logicalId: 'Vpc', properties: [] };

test('what costs most is read first, replacements are marked with their reason, and the sum comes last', () => {
  const aws: ResourceChange[] = [
    { ...resource, action: 'create', logicalId: 'New' },
    { ...resource, action: 'update', properties: [{ path: 'Size', from: 1, to: 2 }] },
    { ...resource, action: 'replace', properties: [{ path: 'CidrBlock', from: 'a', to: 'b', replaces: true }] },
    { ...resource, action: 'may-replace', logicalId: 'Perhaps' },
    { ...resource, action: 'remove', logicalId: 'Old' },
  ];
  const image = { path: 'spec.image', from: 'a:1', to: 'a:2' };
  const kubernetes = [
    { action: 'update', kind: 'Deployment', name: 'api', fields: [image, { path: 'spec.paused', to: true }] },
  ] as const;
  expect(lines({ aws, kubernetes })).toEqual([
    'AWS, stack dev-workloads',
    '  - AWS::EC2::VPC Old',
    '  ± AWS::EC2::VPC Vpc (is replaced)',
    '      CidrBlock: a → b (replaces it)',
    '  ± AWS::EC2::VPC Perhaps (may be replaced)',
    '  ~ AWS::EC2::VPC Vpc',
    '      Size: 1 → 2',
    '  + AWS::EC2::VPC New',
    '',
    'Kubernetes, namespace dev',
    '  ~ Deployment api',
    '      spec.image: a:1 → a:2',
    '      spec.paused: (none) → true',
    '',
    '1 to remove, 1 to replace, 1 to change or replace, 2 to change, 1 to create.',
  ]);
});

test('a value that does not fit has a line of its own, and keeps its beginning and its end', () => {
  const long = { path: 'Name', from: `start${'x'.repeat(100)}end1`, to: `start${'x'.repeat(100)}end2` };
  const found = lines({ aws: [{ ...resource, action: 'update', properties: [long] }], kubernetes: [] });
  expect(found.slice(2, 5)).toEqual([
    '      Name:',
    expect.stringMatching(/^ {8}start.*….*end1$/),
    expect.stringMatching(/^ {6}→ start.*….*end2$/),
  ]);
  expect(Math.max(...found.map(({ length }) => length))).toBe(80);
});

test("an asset's hash is told by its beginning, an object as JSON on a line", () => {
  const hash = 'd1f0dc4bbd7f19a0c9d47ff23ed15d3972cdb7bd292c1c20c0f442d0021d9eb8';
  const properties = [
    { path: 'Code.S3Key', from: `${hash}.zip`, to: 'x' },
    { path: 'Env', to: { A: 'line\nbreak' } },
  ];
  const found = lines({ aws: [{ ...resource, action: 'update', properties }], kubernetes: [] });
  expect(found.slice(2, 4)).toEqual([
    '      Code.S3Key: d1f0dc4bbd7f….zip → x',
    String.raw`      Env: (none) → {"A":"line\nbreak"}`,
  ]);
});

test('nothing is said as such, and is another exit code than something', () => {
  expect(lines({ aws: [], kubernetes: [] })).toEqual(['Nothing would change.']);
  expect(diffExitCode({ aws: [], kubernetes: [] })).toBe(0);
  expect(diffExitCode({ aws: [{ ...resource, action: 'create' }], kubernetes: [] })).toBe(1);
  const object = { action: 'create', kind: 'Service', name: 'api', fields: [] } as const;
  expect(diffExitCode({ aws: [], kubernetes: [object] })).toBe(1);
});
