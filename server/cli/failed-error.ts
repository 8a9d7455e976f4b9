/** The command did its work and found that something is wrong: what it printed says what. */
export class FailedError extends Error {
  override readonly name = 'FailedError';
}
