import { openAppSecret } from '../../apps/index.ts';
import type { Ctx } from '../../base/ctx.ts';
import { listAccounts } from '../../graph/index.ts';
import type { CandidateRow } from '../tables.ts';
import type { ConnectionRow } from './connection-store.ts';
import { openUserToken } from './fetch-connection.ts';
import { toSetupProblem } from './setup-problem.ts';

/** A Page or an Instagram account that the person may act for, with its token. */
export interface UserPage {
  readonly candidate: CandidateRow;
  /** null: the platform gives this person none. */
  readonly accessToken: string | null;
}

/** Everything the person of the user token has a part in; Instagram accounts follow their Page and share its token. */
export async function listUserPages(ctx: Ctx, row: ConnectionRow): Promise<UserPage[]> {
  const token = openUserToken(ctx, row);
  const appSecret = await openAppSecret(ctx, row.appId);
  try {
    const accounts = await listAccounts(ctx, { token, appId: row.appId, appSecret }, {});
    return accounts.flatMap(({ id, name, accessToken, tasks, instagramId, instagramUsername: username }) => {
      const page = { id, name: name || id, platform: 'messenger', tasks, instagramId, linkedPageId: null } as const;
      const account = instagramId
        ? [{ ...page, id: instagramId, platform: 'instagram', username, instagramId: null, linkedPageId: id } as const]
        : [];
      return [page, ...account].map((candidate) => ({ candidate, accessToken }));
    });
  } catch (error) {
    throw toSetupProblem(error, ctx.clock.now());
  }
}
