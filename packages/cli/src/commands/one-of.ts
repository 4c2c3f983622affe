import { didYouMean } from '@eks-practice/errors/did-you-mean';
import { type Argument, InvalidArgumentError, type Option } from 'commander';

/** What an option or an argument may be, where it is one of a few words; for any other the nearest is named. */
export function oneOf<T extends Option | Argument>(words: readonly string[], of: T): T {
  of.choices(words);
  of.argParser((word: string) => {
    if (words.includes(word)) return word;
    throw new InvalidArgumentError(`${didYouMean(word, words)} Choose one of: ${words.join(', ')}.`.trim());
  });
  return of;
}
