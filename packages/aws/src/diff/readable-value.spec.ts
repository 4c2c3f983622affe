import { expect, test } from '@jest/globals';
import { readable } from './readable-value.ts';

test.each([
  ['a reference', { Ref: 'Vpc' }, '${Vpc}'],
  ['an attribute', { 'Fn::GetAtt': ['Role', 'Arn'] }, '${Role.Arn}'],
  ['joined text', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam']] }, 'arn:${AWS::Partition}:iam'],
  ['JSON as text', '[{"a":1}]', [{ a: 1 }]],
  ['JSON that is joined', { 'Fn::Join': ['', ['{"api":"', { Ref: 'Tag' }, '"}']] }, { api: '${Tag}' }],
  ['text that only begins as JSON does', '{not json', '{not json'],
  [
    'a list that only CloudFormation can make',
    { 'Fn::Join': [',', { Ref: 'List' }] },
    { 'Fn::Join': [',', '${List}'] },
  ],
  ['what is inside', { Subnets: [{ Ref: 'A' }], Size: 2, On: true }, { Subnets: ['${A}'], Size: 2, On: true }],
])('%s', (_, value, text) => {
  expect(readable(value)).toEqual(text);
});
