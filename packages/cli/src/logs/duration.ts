import { UserError } from '@eks-practice/errors/user-error';

const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * A duration such as `90s`, `10m`, `1h30m` or `2d`, in seconds.
 * @param option whose value it is, for the message
 * @throws {UserError} `invalid-duration`
 */
export function secondsIn(text: string, option: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const whole = parts.map(([part]) => part).join('');
  const seconds = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * secondsOf[unit as keyof typeof secondsOf],
    0,
  );
  if (whole === text && seconds > 0) return seconds;
  throw new UserError(`${option} ${text} is not a duration.`, {
    code: 'invalid-duration',
    remedy: 'Give it as 90s, 10m, 1h30m or 2d.',
  });
}
