/** Text that both databases can hold: no NUL, no half of a surrogate pair. What cannot be held becomes U+FFFD. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** The same for every string in a piece of JSON, keys included. */
export function storableJson(value: unknown): unknown {
  const text = JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part));
  return text === undefined ? null : JSON.parse(text.replaceAll('\\u0000', '\ufffd'));
}
