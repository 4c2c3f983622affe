import { en } from '@faker-js/faker';
import { expect, test } from '@jest/globals';
import { RandomUsers } from './random-users.ts';

test('the same seed and count give the same users, also from another pod', () => {
  expect(new RandomUsers().draw({ seed: 7, count: 20 })).toEqual(new RandomUsers().draw({ seed: 7, count: 20 }));
});

test('a seed alone settles the number too', () => {
  const users = new RandomUsers();
  expect(users.draw({ seed: 7 })).toEqual(users.draw({ seed: 7 }));
});

test('another seed gives other users', () => {
  const users = new RandomUsers();
  expect(users.draw({ seed: 7, count: 20 })).not.toEqual(users.draw({ seed: 8, count: 20 }));
});

test('a request with a seed does not make the others predictable', () => {
  const users = new RandomUsers();
  const afterSeed = () => {
    users.draw({ seed: 7, count: 1 });
    return users.draw({ count: 20 });
  };
  expect(afterSeed()).not.toEqual(afterSeed());
});

test('a request without seed does not disturb those with one', () => {
  const users = new RandomUsers();
  const first = users.draw({ seed: 7, count: 20 });
  users.draw({ count: 20 });
  expect(users.draw({ seed: 7, count: 20 })).toEqual(first);
});

test('without count, every number from 10 to 100 occurs and no other', () => {
  const users = new RandomUsers();
  const numbers = new Set(Array.from({ length: 1500 }, (_, seed) => users.draw({ seed }).length));
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 91 }, (_, i) => i + 10));
});

test("the names are faker's, of whoever bears them", () => {
  const named = (names: object | null | undefined): Set<unknown> => new Set(Object.values(names ?? {}).flat());
  const [firstNames, lastNames] = [named(en.person?.first_name), named(en.person?.last_name)];
  const drawn = new RandomUsers().draw({ count: 1000 });
  expect(drawn.filter((user) => !firstNames.has(user.firstName) || !lastNames.has(user.lastName))).toEqual([]);
  for (const sex of ['female', 'male'] as const) {
    const borne = new Set(en.person?.first_name?.[sex]);
    expect(drawn.some(({ firstName }) => borne.has(firstName))).toBe(true);
  }
});
