import { services } from '@eks-practice/catalogue/services';
import { expect, test } from '@jest/globals';
import { simulatedStage } from './run/simulated-evidence.fixture.ts';
import { entryService, servicesOf } from './entry-service.ts';

test('load goes to a public service, where none is named', () => {
  expect(services.find(({ name }) => name === entryService)?.public).toBe(true);
});

test.each(['api', 'user-api'])('where %s is under load it comes first', (service) => {
  const names = servicesOf({ service, stage: simulatedStage }).map(([name]) => name);
  expect(names[0]).toBe(service);
  expect([...names].sort()).toEqual(['api', 'user-api']);
});
