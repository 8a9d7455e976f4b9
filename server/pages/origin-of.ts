/** The scheme, host and port of an address: the rest of one that belongs to others is theirs to know. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'another address';
}
