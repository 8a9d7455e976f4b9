import type { ProblemCode } from '../../../shared/api/pages.ts';

const DEADLY: readonly ProblemCode[] = ['token_invalid', 'token_expired', 'token_revoked', 'token_of_another_page'];

/** Whether a token with this problem will never be taken again. */
export function isDeadly(problem: ProblemCode): boolean {
  return DEADLY.includes(problem);
}
