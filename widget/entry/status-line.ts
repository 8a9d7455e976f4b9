/** What an entry point says below its link: a drawing on a grid of 16, to be stroked, and a sentence. */
export interface StatusLine {
  readonly icon: string;
  readonly text: string;
}

/** The only line that does not come from the server: the visitor has just opened the link. */
export const WAITING_LINE: StatusLine = { icon: 'M8 2a6 6 0 1 0 6 6', text: 'Waiting for you in Messenger…' };
