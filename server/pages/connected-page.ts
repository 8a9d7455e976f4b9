import type { Check, CheckState, ConnectedPage } from '../../shared/api/pages.ts';
import type { Ctx } from '../base/ctx.ts';
import { notLookedAt } from './checks/check-catalogue.ts';
import { type PageState, readHealth } from './health/read-health.ts';
import { type PageChecksRow, type PageRow, selectChecks, selectTokens, type TokenRow } from './store.ts';

/** Pages as the API shows them, with what was last seen of each. */
export async function toConnectedPages(ctx: Ctx, rows: readonly PageRow[]): Promise<ConnectedPage[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [tokens, looks] = await ctx.storage.read(async (at) => [
    await selectTokens(at, ids),
    await selectChecks(at, ids),
  ]);
  const health = await readHealth(ctx, ids);
  return rows.map((row) => {
    const isOwn = (each: { readonly pageId: string }): boolean => each.pageId === row.id;
    const checks = checksOf(row, tokens.filter(isOwn), looks.filter(isOwn));
    return compose(row, checks, health.get(row.id));
  });
}

/** One Page as the API shows it. */
export async function toConnectedPage(ctx: Ctx, row: PageRow): Promise<ConnectedPage> {
  const [page] = await toConnectedPages(ctx, [row]);
  return page ?? compose(row, [], undefined);
}

/** What was seen through every app that has a token for the Page; what nobody has looked at yet is unknown. */
function checksOf(row: PageRow, tokens: readonly TokenRow[], looks: readonly PageChecksRow[]): readonly Check[] {
  if (row.disconnectedAt) return [];
  return tokens.flatMap(
    ({ appId }) => looks.find((look) => look.appId === appId)?.checks ?? notLookedAt(row.platform, appId),
  );
}

function compose(row: PageRow, checks: readonly Check[], health: PageState | undefined): ConnectedPage {
  // Nobody looks after a Page that was left: what was said of it last says nothing any more.
  const judged = row.disconnectedAt ? undefined : health;
  return {
    id: row.id,
    name: row.name,
    platform: row.platform,
    username: row.username,
    health: judged?.health ?? 'unknown',
    healthSince: judged?.healthSince ?? null,
    problems: [...(judged?.problems ?? [])],
    steps: { webhook: worst(checks, 'webhook'), subscription: worst(checks, 'subscription') },
    checks: [...checks],
    lostPeriods: [...(health?.lostPeriods ?? [])],
    lastEventAt: health?.lastEventAt ?? null,
    repairsItself: row.repairsItself,
    disconnectedAt: row.disconnectedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

const WORST_FIRST: readonly CheckState[] = ['missing', 'wrong', 'unknown', 'set'];

/** The worst state of what a step needs; unknown when nothing is known at all. */
function worst(checks: readonly Check[], step: Check['step']): CheckState {
  const states = checks.filter((check) => check.step === step && check.isRequired).map((check) => check.state);
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unknown';
}
