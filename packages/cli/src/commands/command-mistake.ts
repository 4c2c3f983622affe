import { UserError } from '@eks-practice/errors/user-error';

/**
 * What commander says of a command line that it cannot read, as any other mistake is told.
 * @param text e.g. `error: unknown option '--al'` and, in a line of its own, `(Did you mean --all?)`
 */
export function commandMistake(text: string): UserError {
  const [said = '', guess] = text
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const verb = /^unknown command '([^']+)'/.exec(said)?.[1];
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}`.replace(/(?<![.?])$/, '.');
  return new UserError([sentence, ...(guess === undefined ? [] : [guess.replace(/^\((.*)\)$/, '$1')])].join(' '), {
    code: 'invalid-command',
    remedy: `The same command with --help${verb === undefined ? '' : ` in place of ${verb}`} shows what there is.`,
  });
}
