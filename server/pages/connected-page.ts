import type { ConnectedPage } from '../../shared/api/pages.ts';
import type { PageRow } from './store.ts';

/** A Page as the API shows it. Nobody has looked at its health yet: that is said, not guessed. */
export function toConnectedPage(row: PageRow): ConnectedPage {
  return {
    id: row.id,
    name: row.name,
    platform: row.platform,
    health: 'unknown',
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** What a page token is sealed for. */
export function sealPurpose(appId: string, pageId: string): string {
  return `page-token:${appId}:${pageId}`;
}
