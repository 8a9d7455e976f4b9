import type { Check, CheckName, ConnectedPage, ProblemCode } from '../../../shared/api/pages.ts';
import type { Notification } from '../../../shared/api/notifications.ts';
import { notLookedAt } from '../../../server/pages/checks/check-catalogue.ts';
import { updateHealth } from '../../../server/pages/health/update-health.ts';
import { selectToken, type TokenRow, upsertChecks, upsertToken } from '../../../server/pages/store.ts';
import { APP_ID, type TestServer } from '../../support/server.ts';

/** What a look finds missing, and what that amounts to. */
export type Missing = Partial<Record<CheckName, ProblemCode>>;

/** Pages of which is seen what a test says, without a platform. */
export interface SeenPages {
  /** Connects another Page, and answers its id. */
  connect(): Promise<string>;
  /** Connects it through a further app as well, with the token of the first. */
  addApp(pageId: string, appId: string): Promise<void>;
  /** What a look at the Page finds: everything is set but these. */
  store(pageId: string, missing?: Missing, appId?: string): Promise<void>;
  /** The same, and the Page is judged by it. */
  see(pageId: string, missing?: Missing, appId?: string): Promise<void>;
  getPage(pageId: string): Promise<ConnectedPage>;
  /** What was queued for the Page, oldest first. */
  told(pageId: string): Promise<Notification[]>;
  /** The token of the Page as it is now. */
  tokenOf(pageId: string): Promise<TokenRow>;
}

export function createSeenPages(server: () => TestServer): SeenPages {
  let pages = 0;
  const tokenOf = async (pageId: string): Promise<TokenRow> => {
    const token = await server().server.ctx.storage.read((at) => selectToken(at, { pageId, appId: APP_ID }));
    if (!token) throw new Error(`${pageId} has no token.`);
    return token;
  };
  const store = async (pageId: string, missing: Missing = {}, appId = APP_ID): Promise<void> => {
    const { ctx } = server().server;
    const checkedAt = ctx.clock.now();
    const checks = notLookedAt('messenger', appId).map((check): Check => {
      const problem = missing[check.name] ?? null;
      return { ...check, problem, state: problem ? 'missing' : 'set', checkedAt: checkedAt.toISOString() };
    });
    await ctx.storage.write((tx) => upsertChecks(tx, { pageId, appId, checks, checkedAt }));
  };
  return {
    store,
    tokenOf,
    async connect() {
      const id = `40000000000${(pages++).toString().padStart(4, '0')}`;
      await server().api('PUT', `/v1/pages/${id}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
      return id;
    },
    async addApp(pageId, appId) {
      const token = await tokenOf(pageId);
      await server().server.ctx.storage.write((tx) => upsertToken(tx, { ...token, appId }));
    },
    async see(pageId, missing, appId) {
      await store(pageId, missing, appId);
      await updateHealth(server().server.ctx, pageId);
    },
    getPage: async (id) => (await server().api('GET', `/v1/pages/${id}`)).body,
    told: async (id) => (await server().api('GET', `/v1/notifications?subject=${id}`)).body.data.toReversed(),
  };
}
