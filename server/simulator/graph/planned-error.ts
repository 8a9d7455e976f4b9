import { GraphError } from './graph-error.ts';
import type { PlannedError } from './graph-faults.ts';

/** The documented texts of errors that no edge of the simulator makes by itself. */
const MESSAGES: Readonly<Record<number, string>> = {
  1: 'An unknown error occurred',
  2: 'An unexpected error has occurred. Please retry your request later.',
  4: '(#4) Application request limit reached',
  32: '(#32) Page request limit reached',
  190: 'Invalid OAuth access token.',
  551: "(#551) This person isn't available right now.",
  613: '(#613) Calls to this api have exceeded the rate limit.',
  1200: '(#1200) Temporary send message failure. Please try again later.',
  10303: '(#10303) Invalid account_linking_token',
  80001: '(#80001) There have been too many calls to this Page account. Wait a bit and try again.',
  80002: '(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.',
  80006: '(#80006) There have been too many calls to this messenger account. Wait a bit and try again.',
};
const TRANSIENT = [2, 4];

/** The error of this code as the platform words it, or a text that only names the code. */
export function plannedError(planned: PlannedError): GraphError {
  const { code, subcode, httpStatus, isTransient = TRANSIENT.includes(code) } = planned;
  const detail = {
    message: planned.message ?? MESSAGES[code] ?? `(#${code}) The call was refused.`,
    type: 'OAuthException' as const,
    ...(isTransient ? { is_transient: true } : {}),
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
  };
  return new GraphError(detail, httpStatus);
}
