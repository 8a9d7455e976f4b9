import { DAY, HOUR } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { newToken } from '../state/new-token.ts';
import type { AccessToken } from '../state/access-token.ts';
import type { Page } from '../state/world.ts';

/** How long a user token lives before and after it was exchanged; the exchange names its seconds. */
const SHORT_MS = 2 * HOUR;
const LONG_MS = 60 * DAY;

/** A new token that acts for this person, with what the app is permitted today. */
export function issueUserToken(
  sim: Simulator,
  input: { readonly personId: string; readonly isLongLived: boolean; readonly scopes?: readonly string[] | undefined },
): AccessToken {
  const now = sim.clock.now().getTime();
  return keep(sim, {
    token: newToken(sim.random),
    personId: input.personId,
    pageId: null,
    scopes: [...(input.scopes ?? sim.store.world.app.permissions)],
    issuedAt: now,
    expiresAt: now + (input.isLongLived ? LONG_MS : SHORT_MS),
    isLongLived: input.isLongLived,
    state: 'valid',
  });
}

/**
 * The token of a Page that this user token leads to: of a long-lived one the lasting token of the Page, with the
 * permissions of today; of a short one a token that ends with it.
 */
export function derivePageToken(sim: Simulator, user: AccessToken, page: Page): AccessToken {
  const { tokens } = sim.store.world;
  if (user.isLongLived) {
    const lasting = tokens.find((one) => one.token === page.accessToken);
    if (lasting && lasting.state === 'valid') {
      lasting.scopes = [...user.scopes];
      sim.store.changed();
      return lasting;
    }
    const renewed = derive(sim, user, page, null);
    page.accessToken = renewed.token;
    return renewed;
  }
  const known = tokens.find(
    (one) => one.pageId === page.id && one.personId === user.personId && one.expiresAt === user.expiresAt,
  );
  return known ?? derive(sim, user, page, user.expiresAt);
}

function derive(sim: Simulator, user: AccessToken, page: Page, expiresAt: number | null): AccessToken {
  return keep(sim, {
    ...user,
    token: newToken(sim.random),
    pageId: page.id,
    scopes: [...user.scopes],
    issuedAt: sim.clock.now().getTime(),
    expiresAt,
  });
}

function keep(sim: Simulator, token: AccessToken): AccessToken {
  sim.store.world.tokens.push(token);
  sim.store.changed();
  return token;
}
