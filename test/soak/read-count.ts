/**
 * A whole number given on the command line.
 * @throws {Error} one sentence that names the option
 */
export function readCount(option: string, text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new Error(`--${option} must be a whole number; it is "${text}".`);
  return Number(text);
}
