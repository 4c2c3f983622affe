import { expect, test } from '@jest/globals';
import { parsePage } from '../reading/page.ts';
import { anchorsOf, linkFaults } from './link-faults.ts';
import { pathFaults } from './path-faults.ts';
import { variableFaults, variablesIn } from './variable-faults.ts';

const page = (markdown: string) => parsePage('docs/page.md', markdown);

test('anchors are made of headings as GitHub makes them', () => {
  const headings = page('# How fast it is, and `beside` what\n\n## Twice\n\n## Twice\n');
  expect([...anchorsOf(headings)]).toEqual(['how-fast-it-is-and-beside-what', 'twice', 'twice-1']);
});

test('a link is followed from its page, to the heading', async () => {
  const text = '# Here\n[a](eks.md) [b](#here) [c](../README.md) [d](https://example.org/none) [e](eks.md#settings)';
  expect(await linkFaults(page(text))).toEqual([]);
  const broken = '[a](no.md)\n[b](#there)\n![c](images/no.png)\n\n[d]: eks.md#no-such-heading\n';
  expect(await linkFaults(page(broken))).toEqual([
    'docs/page.md:1: no.md: there is no such file',
    'docs/page.md:2: #there: docs/page.md has no such heading',
    'docs/page.md:3: images/no.png: there is no such file',
    'docs/page.md:5: eks.md#no-such-heading: docs/eks.md has no such heading',
  ]);
});

test('a path is one of the repository, whole or from its end', () => {
  const files = ['packages', 'packages/cli', 'packages/cli/src/main.ts', 'README.md'];
  const named = '`packages/cli/` `src/main.ts` `README.md` `and/or` `loadtests/results/latest` `x.y` `*.ts`';
  expect(pathFaults(page(named), files)).toEqual([]);
  const missing = '`packages/no` `in.ts`\n`src/no.ts`';
  expect(pathFaults(page(missing), files)).toEqual([
    'docs/page.md:1: there is no packages/no',
    'docs/page.md:1: there is no in.ts',
    'docs/page.md:2: there is no src/no.ts',
  ]);
});

test('a variable of this project is read by something', () => {
  const read = new Set(variablesIn('environment.EKS_PRACTICE_STAGE'));
  expect(variableFaults(page('`EKS_PRACTICE_STAGE=dev`, `HOME`'), read)).toEqual([]);
  expect(variableFaults(page('```sh\nEKS_PRACTICE_STAGES=1 npm start\n```'), read)).toEqual([
    'docs/page.md:1: nothing reads EKS_PRACTICE_STAGES',
  ]);
});
