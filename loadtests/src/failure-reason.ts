import { messageOf } from '@eks-practice/errors/user-error';

/** Why a request failed. `fetch` itself says no more than "fetch failed"; the reason is in its cause: ECONNREFUSED. */
export function failureReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause === undefined) return messageOf(error);
  return cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(cause);
}
