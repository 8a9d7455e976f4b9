import type { Site } from '../../shared/api/sites.ts';
import type { SiteRow } from './store.ts';

/** A site as the API shows it: without its secret. */
export function toSite(row: SiteRow): Site {
  return { id: row.id, name: row.name, origins: row.origins, createdAt: row.createdAt.toISOString() };
}

/** What a site's user token secret is sealed for. */
export function sealPurpose(siteId: string): string {
  return `user-token-secret:${siteId}`;
}
