import type { Site } from '../../shared/api/sites.ts';
import type { JwksState, UserTokens } from '../../shared/api/user-tokens.ts';
import { type JwksRow, selectJwksOf } from './jwks-store.ts';
import { toLogin } from './settings/stored-login.ts';
import type { SiteRow } from './store.ts';
import type { Reading } from '../base/storage/index.ts';
import { type OutcomeRow, selectOutcomes } from './token-store.ts';

/** What other tables know of a site. */
interface Beside {
  readonly jwks: readonly JwksRow[];
  readonly outcomes: readonly OutcomeRow[];
}

/** Sites as the API shows them: without their secrets, with what came of their tokens and keys. */
export async function toSites(at: Reading, rows: readonly SiteRow[]): Promise<Site[]> {
  const ids = rows.map((row) => row.id);
  const beside = { jwks: await selectJwksOf(at, ids), outcomes: await selectOutcomes(at, ids) };
  return rows.map((row) => toSite(row, beside));
}

/** One site that was just made, of which nothing else is known yet. */
export function toNewSite(row: SiteRow): Site {
  return toSite(row, { jwks: [], outcomes: [] });
}

/** What a site's user token secrets are sealed for. */
export function sealPurpose(siteId: string): string {
  return `user-token-secret:${siteId}`;
}

function toSite(row: SiteRow, beside: Beside): Site {
  const { id, name, origins, linking, language, look } = row;
  const userTokens = toUserTokens(row, beside);
  const login = toLogin(row.login);
  return { id, name, origins, userTokens, login, linking, language, look, createdAt: row.createdAt.toISOString() };
}

function toUserTokens(row: SiteRow, { jwks, outcomes }: Beside): UserTokens {
  const known = jwks.find((one) => one.siteId === row.id && one.url === row.jwksUrl);
  return {
    mode: row.userTokenMode,
    secrets: row.userTokenSecrets.map(({ id, createdAt }) => ({ id, createdAt })),
    keys: row.userTokenKeys.map(({ kid, alg, jwk }) => ({ kid: kid ?? '', alg, key: { ...jwk } })),
    jwksUrl: row.jwksUrl,
    jwks: known ? toJwksState(known) : null,
    observed: toObserved(
      row,
      outcomes.filter((one) => one.siteId === row.id),
    ),
  };
}

function toJwksState({ keys, ignored, fetchedAt, failingSince, failure }: JwksRow): JwksState {
  return {
    keys: keys.length,
    ignored: ignored.length,
    fetchedAt: fetchedAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
    failure,
  };
}

function toObserved({ observedSince }: SiteRow, outcomes: readonly OutcomeRow[]): UserTokens['observed'] {
  if (!observedSince) return null;
  const counts = outcomes.map(({ outcome, count }): [string, number] => [outcome, count]);
  const { accepted = 0, ...refused } = Object.fromEntries(counts);
  return { since: observedSince.toISOString(), accepted, refused };
}
