import { expect, test } from '@jest/globals';
import { billOfMaterials, requireValid } from './bill-of-materials.ts';
import { purlOf } from './part.ts';

const part = (name: string, licence?: string) => ({
  name,
  version: '1.0.0',
  purl: purlOf('npm', name, '1.0.0'),
  licence,
});
const node = { ...part('node', 'MIT'), parts: [part('openssl')] };
const billed = { service: 'api', version: 'abc', licence: 'Apache-2.0', parts: [part('b', 'MIT'), node] };

test('it lists each part and what that is made of, and says that the service depends on it', async () => {
  const bill = JSON.parse(await billOfMaterials(billed));
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { name: 'api', version: 'abc', licenses: [{ license: { id: 'Apache-2.0' } }] } },
    components: [
      { name: 'b', purl: 'pkg:npm/b@1.0.0', licenses: [{ license: { id: 'MIT' } }] },
      { name: 'node', components: [{ name: 'openssl' }] },
    ],
  });
  expect(bill.dependencies).toContainEqual({ ref: 'api', dependsOn: ['pkg:npm/b@1.0.0', 'pkg:npm/node@1.0.0'] });
});

test('the same parts, in any order, give the same bytes', async () => {
  expect(await billOfMaterials({ ...billed, parts: [...billed.parts].reverse() })).toBe(await billOfMaterials(billed));
});

test('what breaks the schema of CycloneDX is not given out', async () => {
  const text = await billOfMaterials(billed);
  await expect(requireValid(text)).resolves.toBeUndefined();
  await expect(requireValid(text.replaceAll('"library"', '"books"'))).rejects.toThrow('no CycloneDX');
  await expect(requireValid(text.replaceAll('"purl"', '"pearl"'))).rejects.toThrow('no CycloneDX');
});
