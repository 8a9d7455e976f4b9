import type { RegisteredRef } from '../../shared/visit.ts';
import { sessionKey } from './session-key.ts';

/** What a tab remembers of a visit that is still under way. */
export type OpenVisit = Pick<RegisteredRef, 'id' | 'watchSecret' | 'expiresAt'>;

const KEPT: (keyof OpenVisit)[] = ['id', 'watchSecret', 'expiresAt'];

/** The visit that this tab remembers of an entry point, while it is open. */
export function findVisit(entry: string): OpenVisit | null {
  const visit = readVisit(entry);
  return Date.parse(visit?.expiresAt ?? '') > Date.now() ? visit : null;
}

function readVisit(entry: string): OpenVisit | null {
  try {
    return JSON.parse(sessionStorage.getItem(sessionKey(entry)) ?? 'null') as OpenVisit | null;
  } catch {
    return null;
  }
}

/** The tab's memory of open visits, one per entry point. Where storage is switched off it remembers nothing and says nothing. */
export const visitSession = {
  keep(entry: string, visit: OpenVisit): void {
    try {
      sessionStorage.setItem(sessionKey(entry), JSON.stringify(visit, KEPT));
    } catch {
      // The visit is then shown on this page only.
    }
  },
  find: findVisit,
  /** Forgets this visit, or without one whatever visit there is, also where its time is up. */
  forget(entry: string, visit = readVisit(entry)): void {
    if (visit && readVisit(entry)?.id === visit.id) sessionStorage.removeItem(sessionKey(entry));
  },
};
