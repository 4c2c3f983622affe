import { type Users, type UsersQuery, userCount } from '@eks-practice/contracts/users';
import { type Randomizer, generateMersenne53Randomizer } from '@faker-js/faker';
import { Injectable } from '@nestjs/common';
import { firstNames, lastNames } from './names.ts';

/**
 * Makes up users of faker's names, by faker's random numbers. `faker.person` does more for each name: it looks its locale
 * and its patterns up, which took half of a request's CPU.
 */
@Injectable()
export class RandomUsers {
  private readonly unseeded = generateMersenne53Randomizer();
  /** Seeded anew by each request that brings a seed; `draw` does not wait for anything, so no other request comes between. */
  private readonly seeded = generateMersenne53Randomizer();

  /** `count` users, or 10 to 100; the same ones for the same seed and count. */
  draw({ count, seed }: UsersQuery): Users {
    const random = seed === undefined ? this.unseeded : this.seeded;
    if (seed !== undefined) random.seed(seed);
    const length = count ?? userCount.random.min + indexBelow(userCount.random.max - userCount.random.min + 1, random);
    return Array.from({ length }, () => ({ firstName: oneOf(firstNames, random), lastName: oneOf(lastNames, random) }));
  }
}

function oneOf(names: readonly string[], random: Randomizer): string {
  return names[indexBelow(names.length, random)] as string;
}

/** A whole number from 0 on, since a randomizer draws from 0 to 1, 1 excluded. */
function indexBelow(length: number, random: Randomizer): number {
  return Math.floor(random.next() * length);
}
