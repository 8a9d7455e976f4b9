import type { GraphCaller } from '../graph-caller.ts';

/** The names under which calls have to wait. */
export interface PacingKeys {
  readonly app: string;
  /** The Page's; the app's where no Page calls. */
  readonly page: string;
  /** The Messenger profile of the Page, which has a small limit of its own. */
  readonly profile: string;
}

/** The pacing keys of a caller. */
export function pacingKeys({ appId, pageId }: GraphCaller): PacingKeys {
  const app = `app:${appId}`;
  return { app, page: pageId === undefined ? app : `page:${pageId}`, profile: `profile:${pageId ?? app}` };
}
