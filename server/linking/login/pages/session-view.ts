import type { LanguageCode } from '../../../../shared/language.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { findPages } from '../../../pages/index.ts';
import { getSiteSettings } from '../../../sites/index.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { selectAttempt } from '../../attempts/store.ts';
import { formProof } from '../session/find-session.ts';
import type { SessionStep } from '../session/session-step.ts';
import type { SessionRow } from '../store.ts';
import type { PageSite } from './page-frame.ts';

/** What the pages of a session show of it, and what their forms carry. */
export interface SessionView {
  readonly id: string;
  readonly proof: string;
  readonly step: SessionStep;
  readonly language: LanguageCode;
  readonly site: PageSite;
  readonly pageName: string;
  readonly person: string;
  readonly account: string | null;
  readonly number: number | null;
  /** Where the question stands that came of it; null: there is none yet. */
  readonly outcome: 'number' | 'open' | 'linked' | 'nothing' | null;
  /** Whether Messenger still has to be gone back to. */
  readonly goesBack: boolean;
  /** Whether it would have been, had the login not taken so long. */
  readonly isLate: boolean;
}

/** Puts together what a session's page shows. */
export async function viewSession(ctx: Ctx, key: SessionKey, row: SessionRow): Promise<SessionView> {
  const { pageId, siteId, step, language, person, label, number } = row;
  const pages = await findPages(ctx, [pageId]);
  return {
    id: key.id,
    proof: formProof(key),
    step,
    language,
    site: await viewSite(ctx, siteId),
    pageName: pages.get(pageId)?.name ?? '',
    person,
    account: label,
    number,
    outcome: await outcomeOf(ctx, row),
    goesBack: step === 'confirmed',
    isLate: step === 'asked' && row.sealedWayBack !== null,
  };
}

async function outcomeOf(ctx: Ctx, { attemptId }: SessionRow): Promise<SessionView['outcome']> {
  const attempt = attemptId === null ? undefined : await ctx.storage.read((at) => selectAttempt(at, attemptId));
  if (!attempt) return null;
  if (attempt.settledAt) return attempt.status === 'linked' ? 'linked' : 'nothing';
  if (attempt.expiresAt < ctx.clock.now()) return 'nothing';
  return attempt.needsThread && attempt.conflictWith === null ? 'number' : 'open';
}

/** What every page shows of a site. @throws {ThreadtieError} `not_found` */
export async function viewSite(ctx: Ctx, siteId: string): Promise<PageSite> {
  const { id, name, look } = await getSiteSettings(ctx, siteId);
  return { id, name, logoUrl: look.logoUrl };
}
