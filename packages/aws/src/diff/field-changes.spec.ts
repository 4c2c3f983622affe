import { expect, test } from '@jest/globals';
import { fieldChanges } from './field-changes.ts';

test.each([
  ['a field', { spec: { a: 1 } }, { spec: { a: 2 } }, [{ path: 'spec.a', from: 1, to: 2 }]],
  ['one that comes', { spec: {} }, { spec: { a: { b: 1 } } }, [{ path: 'spec.a', to: { b: 1 } }]],
  ['one that goes', { spec: { a: 1 } }, { spec: {} }, [{ path: 'spec.a', from: 1 }]],
  ['a list by position', { a: [1, 2] }, { a: [1, 3] }, [{ path: 'a[1]', from: 2, to: 3 }]],
  [
    'a key that is no word',
    { annotations: { 'a.io/x': '1' } },
    { annotations: { 'a.io/x': '2' } },
    [{ path: 'annotations["a.io/x"]', from: '1', to: '2' }],
  ],
  [
    'one more at the front of a list with names',
    { env: [{ name: 'B', value: '1' }] },
    {
      env: [
        { name: 'A', value: '0' },
        { name: 'B', value: '1' },
      ],
    },
    [{ path: 'env[A]', to: { name: 'A', value: '0' } }],
  ],
  [
    'a field of a named member',
    { Tags: [{ Key: 'x', Value: '1' }] },
    { Tags: [{ Key: 'x', Value: '2' }] },
    [{ path: 'Tags[x].Value', from: '1', to: '2' }],
  ],
  [
    'a whole list that comes is a list again',
    { spec: {} },
    { spec: { env: [{ name: 'A', ports: [{ name: 'p' }] }] } },
    [{ path: 'spec.env', to: [{ name: 'A', ports: [{ name: 'p' }] }] }],
  ],
  [
    'no names, where two are the same',
    { a: [{ name: 'x' }, { name: 'x' }] },
    { a: [{ name: 'x' }, { name: 'x' }] },
    [],
  ],
  ['nothing', { a: [{ name: 'x', b: { c: null } }] }, { a: [{ name: 'x', b: { c: null } }] }, []],
])('%s', (_, before, after, changes) => {
  expect(fieldChanges(before, after)).toEqual(changes);
});
