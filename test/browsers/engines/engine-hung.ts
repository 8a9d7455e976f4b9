/** A browser, or what drives it, did not answer in time: nothing more is to be had from it but by another start. */
export class EngineHung extends Error {
  override readonly name = 'EngineHung';
}

/**
 * Waits for an answer of a browser.
 * @throws {EngineHung} when it does not come in time
 */
export async function answersWithin<T>(ms: number, what: string, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new EngineHung(`no answer to "${what}" within ${ms / 1000} s`)), ms);
  // What comes after that is nobody's any more, an error neither.
  answer.catch(() => null);
  return await Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}
