const PREFIX = 'threadtie:';

/** Answers the name under which a tab remembers the open visit of an entry point. */
export function sessionKey(entry: string): string {
  return PREFIX + entry;
}

/** Says whether the tab remembers a visit; where storage is switched off it remembers none. */
export function remembersVisit(entry: string): boolean {
  try {
    return sessionStorage.getItem(sessionKey(entry)) !== null;
  } catch {
    return false;
  }
}

/** Makes the tab forget every visit. */
export function forgetVisits(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Where storage is switched off there is nothing to forget.
  }
}
