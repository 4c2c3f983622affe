import { type User, type Users, type UsersQuery, userCount } from '@eks-practice/contracts/users';
import { Faker, base, en } from '@faker-js/faker';
import { Injectable } from '@nestjs/common';

/** Only the English names are imported: faker's other locales are ten times their size. */
const locale = [en, base];

/** Makes up users. */
@Injectable()
export class RandomUsers {
  private readonly unseeded = new Faker({ locale });
  /** Seeded anew by each request that brings a seed; `draw` does not wait for anything, so no other request comes between. */
  private readonly seeded = new Faker({ locale });

  /** `count` users, or 10 to 100; the same ones for the same seed and count. */
  draw({ count, seed }: UsersQuery): Users {
    const faker = seed === undefined ? this.unseeded : this.seeded;
    if (seed !== undefined) faker.seed(seed);
    const length = count ?? faker.number.int(userCount.random);
    return Array.from({ length }, () => userFrom(faker));
  }
}

function userFrom({ person }: Faker): User {
  return { firstName: person.firstName(), lastName: person.lastName() };
}
