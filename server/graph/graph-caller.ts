/** In whose name the platform is called. */
export interface GraphCaller {
  /** A Page's, a person's or the app's own token. */
  readonly token: string;
  readonly appId: string;
  /** Given: every call carries the proof that it comes from who holds the secret. */
  readonly appSecret?: string | undefined;
  /** The Page whose token it is: its limits are obeyed apart from the app's. */
  readonly pageId?: string | undefined;
}

/** The app itself, with its token `{id}|{secret}`. */
export function appCaller(appId: string, appSecret: string): GraphCaller {
  return { token: `${appId}|${appSecret}`, appId, appSecret };
}

/** Whether this is the app itself, and no Page or person. */
export function isAppCaller(caller: GraphCaller): boolean {
  return caller.token.startsWith(`${caller.appId}|`);
}
