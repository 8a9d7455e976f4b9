import { DAY, HOUR } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { newToken } from '../state/new-token.ts';
import type { AccessToken } from '../state/access-token.ts';
import { keyOf, type SimulatedApp } from '../state/simulated-app.ts';
import type { Page } from '../state/world.ts';

/** How long a user token lives before and after it was exchanged; the exchange names its seconds. */
const SHORT_MS = 2 * HOUR;
const LONG_MS = 60 * DAY;

/** Whom a new user token acts for, and how long. */
export interface UserTokenWish {
  readonly app: SimulatedApp;
  readonly personId: string;
  readonly isLongLived: boolean;
  readonly scopes?: readonly string[] | undefined;
}

/** A new token of an app that acts for this person, with what the app is permitted today. */
export function issueUserToken(sim: Simulator, { app, personId, isLongLived, scopes }: UserTokenWish): AccessToken {
  const now = sim.clock.now().getTime();
  return keep(sim, {
    token: newToken(sim.random),
    appId: keyOf(app),
    personId,
    pageId: null,
    scopes: [...(scopes ?? app.settings.permissions)],
    issuedAt: now,
    expiresAt: now + (isLongLived ? LONG_MS : SHORT_MS),
    isLongLived,
    state: 'valid',
  });
}

/**
 * The token of a Page that this user token leads to, for the same app: of a long-lived one the lasting token of the Page,
 * with the permissions of today; of a short one a token that ends with it.
 */
export function derivePageToken(sim: Simulator, user: AccessToken, page: Page): AccessToken {
  const { tokens } = sim.store.world;
  const own = tokens.filter((one) => one.pageId === page.id && one.appId === user.appId);
  if (user.isLongLived) {
    const lasting =
      user.appId === null
        ? own.find((one) => one.token === page.accessToken)
        : own.findLast((one) => one.expiresAt === null);
    if (lasting && lasting.state === 'valid') {
      lasting.scopes = [...user.scopes];
      sim.store.changed();
      return lasting;
    }
    const renewed = derive(sim, user, page, null);
    if (user.appId === null) page.accessToken = renewed.token;
    return renewed;
  }
  const known = own.find((one) => one.personId === user.personId && one.expiresAt === user.expiresAt);
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
