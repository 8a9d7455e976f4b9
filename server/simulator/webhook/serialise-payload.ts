/**
 * JSON byte for byte as the platform writes it: compact, every non-ASCII UTF-16 unit as `\uXXXX` in lower-case hex, every
 * slash as `\/`. The result is ASCII.
 */
export function serialisePayload(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
