import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Tx } from '../../base/storage/index.ts';
import { loginPromptTables } from './tables.ts';

type PromptRow = typeof loginPromptTables.sqlite.loginPrompts.$inferSelect;

/** A thread, and a site somebody in it may log in at. */
export type PromptPlace = Pick<PromptRow, 'siteId' | 'pageId' | 'psid'>;

/** Notes that something happens now which had not happened since `before`; false when it had, also a moment ago. */
export async function claimPrompt(
  tx: Tx,
  place: PromptPlace,
  claim: { readonly as: 'promptedAt' | 'greetedAt'; readonly now: Date; readonly before: Date },
): Promise<boolean> {
  const t = loginPromptTables.of(tx).loginPrompts;
  const { as, now, before } = claim;
  const { siteId, pageId, psid } = place;
  const row = { siteId, pageId, psid, promptedAt: null, greetedAt: null, lastAt: now, [as]: now };
  const added = await tx.db.insert(t).values(row).onConflictDoNothing().returning({ psid: t.psid });
  if (added.length === 1) return true;
  const changed = await tx.db
    .update(t)
    .set({ [as]: now, lastAt: now })
    .where(and(isPlace(t, place), or(isNull(t[as]), lt(t[as], before))))
    .returning({ psid: t.psid });
  return changed.length === 1;
}

/** What was claimed did not come about: it may be tried again at once. */
export async function releasePrompt(tx: Tx, place: PromptPlace): Promise<void> {
  const t = loginPromptTables.of(tx).loginPrompts;
  await tx.db.update(t).set({ promptedAt: null }).where(isPlace(t, place));
}

/** Forgets some of what is older; answers how many. */
export async function deletePrompts(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = loginPromptTables.of(tx).loginPrompts;
  const old = await tx.db.select({ pageId: t.pageId, psid: t.psid }).from(t).where(lt(t.lastAt, before)).limit(limit);
  const [pageIds, psids] = [old.map(({ pageId }) => pageId), old.map(({ psid }) => psid)];
  if (old.length > 0) {
    await tx.db.delete(t).where(and(inArray(t.pageId, pageIds), inArray(t.psid, psids), lt(t.lastAt, before)));
  }
  return old.length;
}

function isPlace(t: ReturnType<typeof loginPromptTables.of>['loginPrompts'], { siteId, pageId, psid }: PromptPlace) {
  return and(eq(t.siteId, siteId), eq(t.pageId, pageId), eq(t.psid, psid));
}
