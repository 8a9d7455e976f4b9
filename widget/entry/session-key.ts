/** Answers the name under which a tab remembers the open visit of an entry point. */
export function sessionKey(entry: string): string {
  return `threadtie:${entry}`;
}

/** Says whether the tab remembers a visit; where storage is switched off it remembers none. */
export function remembersVisit(entry: string): boolean {
  try {
    return sessionStorage.getItem(sessionKey(entry)) !== null;
  } catch {
    return false;
  }
}
