/** What went wrong, for the site's developer: a code to switch on (the server's own where it gave one) and a sentence. */
export interface Problem {
  readonly code: string;
  readonly message: string;
}
