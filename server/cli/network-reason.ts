/** Why a call never got an answer, in one word where the network has one. What was called with is not quoted. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { cause } = error; // without one it was no network that failed, and the message can quote headers
  const code: unknown = Reflect.get(cause instanceof Error ? cause : error, 'code');
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.message : error.name;
}
