/** A body that cannot be read; the message says why and quotes nothing of it. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
}

const MAX_DEPTH = 64;
const LONG_NUMBER = /(?:^|[:,[])\s*-?\d{16}/;
const RISKY_KEY = /__proto__|\\u005f/i;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses JSON without losing anything: whole numbers beyond 2^53 come back as strings with all their digits. Keys named
 * `__proto__` are left out.
 * @throws {UnreadableBody} not UTF-8, not JSON, or nested too deeply
 */
export function parseBody(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  assertShallow(text);
  try {
    // The reviver makes parsing several times slower, so it runs only where it may have something to do.
    return LONG_NUMBER.test(text) || RISKY_KEY.test(text) ? JSON.parse(text, revive) : JSON.parse(text);
  } catch {
    throw new UnreadableBody('The body is not valid JSON.');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new UnreadableBody('The body is not valid UTF-8.');
  }
}

function revive(key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (key === '__proto__') return undefined;
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}

/** Deep nesting would overflow the stack of whatever walks the value later. */
function assertShallow(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    if (depth > MAX_DEPTH) throw new UnreadableBody(`The body is nested more than ${MAX_DEPTH} levels deep.`);
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== 0x22) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
}
