/** A quarter of an hour from now. Reckoned for each test: one run loads this once for all files, and may take longer. */
export function expiry(): string {
  return new Date(Date.now() + 15 * 60_000).toISOString();
}
