import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { fromRoot } from '@eks-practice/machine/repository';
import { expect, test } from '@jest/globals';

test.each(['SECURITY.md', 'docs/threat-model.md'])('what %s refers to is there', async (page) => {
  const text = await readFile(fromRoot(page), 'utf8');
  const paths = [...text.matchAll(/`((?:packages|projenrc|infra)\/[\w./-]+)`/g)].map(([, path = '']) => fromRoot(path));
  const folder = fromRoot(page).slice(0, -(page.split('/').at(-1) ?? '').length);
  const links = [...text.matchAll(/\]\(([\w./-]+\.md)\)/g)].map(([, link = '']) => `${folder}${link}`);
  expect(links.length).toBeGreaterThan(0);
  expect([...paths, ...links].filter((path) => !existsSync(path))).toEqual([]);
});
