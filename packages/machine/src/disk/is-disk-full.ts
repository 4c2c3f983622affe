import { UserError, messageOf } from '@eks-practice/errors/user-error';

export const diskFullCode = 'disk-full';

/**
 * Whether the system's code for a full disk, or its or Docker's words for it, stand anywhere in an error; not in one that
 * says it to the user already.
 */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof UserError && error.code === diskFullCode) return false;
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (code === 'ENOSPC' || code === 'EDQUOT') return true;
  if (/no space left on device|disk quota exceeded|\bENOSPC\b/i.test(messageOf(error))) return true;
  return cause !== undefined && cause !== error && isDiskFull(cause);
}
