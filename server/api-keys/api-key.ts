import type { ApiKey } from '../../shared/api/api-keys.ts';
import type { ApiKeyRow } from './store.ts';

/** A key as the API shows it: without the key itself, of which only a hash exists. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    siteId: row.siteId,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
