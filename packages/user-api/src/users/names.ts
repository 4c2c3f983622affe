import { type PersonEntryDefinition, en } from '@faker-js/faker';

// Only the English names are imported: faker's other locales are ten times their size.

/** Every first name that faker knows, whoever bears it. */
export const firstNames = allOf(en.person?.first_name);
export const lastNames = allOf(en.person?.last_name);

function allOf(names: PersonEntryDefinition<string> | null | undefined): readonly string[] {
  return Object.values(names ?? {}).flat();
}
