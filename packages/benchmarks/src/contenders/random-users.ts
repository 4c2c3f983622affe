import { type User, userCount } from '@eks-practice/contracts/users';
import { Faker, base, en } from '@faker-js/faker';

/** The English names only, as user-api has them; through faker's own API, as those would who pick these frameworks. */
const { number, person } = new Faker({ locale: [en, base] });

/** 10 to 100 random users, for every contender but `raw`. */
export function randomUsers(): User[] {
  return Array.from({ length: number.int(userCount.random) }, () => ({
    firstName: person.firstName(),
    lastName: person.lastName(),
  }));
}
