/** What a page token is sealed for. */
export function tokenPurpose(appId: string, pageId: string): string {
  return `page-token:${appId}:${pageId}`;
}

/** What the user token of a connection is sealed for. */
export function userTokenPurpose(connectionId: string): string {
  return `user-token:${connectionId}`;
}
