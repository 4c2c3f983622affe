import { styleText } from 'node:util';

const colours = ['cyan', 'magenta', 'blue', 'yellow', 'green'] as const;

/**
 * Puts who said it before each line of a text, in columns as wide as the longest name and a colour for each name.
 * @param names all that may speak; others are added as they come
 */
export function prefixer(names: readonly string[]): (name: string, text: string) => string {
  const known = [...names];
  return (name, text) => {
    if (!known.includes(name)) known.push(name);
    const width = Math.max(...known.map(({ length }) => length));
    const colour = colours[known.indexOf(name) % colours.length] ?? 'white';
    const prefix = styleText(colour, `${name.padEnd(width)} │`);
    return text
      .split('\n')
      .map((line) => `${prefix} ${line}`)
      .join('\n');
  };
}
