import type { ChangedSiteUser } from '../account-links/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { endAttempt } from './attempts/end-attempt.ts';
import { changeAttemptsOf, selectOpenOfAccount } from './attempts/store.ts';
import { changeSessionsOf } from './login/store.ts';

/**
 * What is under way for an account follows it, or ends with it, in the write that changes it: log-ins first, since questions
 * come of them, and questions before the links that come of those.
 */
export async function followSiteUser(ctx: Ctx, { siteId, from, to }: ChangedSiteUser): Promise<void> {
  const account = { siteId, siteUserId: from };
  await ctx.storage.write(async (tx) => {
    await changeSessionsOf(tx, account, to === null ? GIVEN_UP : { siteUserId: to });
    if (to !== null) return await changeAttemptsOf(tx, account, { siteUserId: to });
    for (const attempt of await selectOpenOfAccount(tx, account)) {
      await endAttempt(ctx, tx, attempt, { status: 'refused', reason: 'site_user_erased' });
    }
    await changeAttemptsOf(tx, account, FORGOTTEN);
  });
}

const FORGOTTEN = { siteUserId: '', label: null, signedContext: null, address: null, agent: null } as const;

const NOTHING_LEFT = {
  stateHash: null,
  sealedCheck: null,
  sealedAnswer: null,
  ticketHash: null,
  sealedCode: null,
  codeHash: null,
} as const;
const GIVEN_UP = {
  ...NOTHING_LEFT,
  step: 'cancelled',
  siteUserId: null,
  label: null,
  number: null,
  address: null,
  agent: null,
} as const;
