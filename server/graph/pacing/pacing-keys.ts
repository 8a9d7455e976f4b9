import { type GraphCaller, isAppCaller } from '../graph-caller.ts';

/** The names under which calls have to wait. */
export interface PacingKeys {
  readonly app: string;
  /** The Page's; where a person calls, that of all people of the app; the app's where the app itself calls. */
  readonly page: string;
  /** The Messenger profile of the Page, which has a small limit of its own. */
  readonly profile: string;
}

/** The pacing keys of a caller. */
export function pacingKeys(caller: GraphCaller): PacingKeys {
  const { appId, pageId } = caller;
  const app = `app:${appId}`;
  const own = isAppCaller(caller) ? app : `user:${appId}`;
  return { app, page: pageId === undefined ? own : `page:${pageId}`, profile: `profile:${pageId ?? own}` };
}
