import type { LanguageCode } from '../../../../shared/language.ts';
import { findLink } from '../../../account-links/index.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sayIn } from '../../../messaging/index.ts';
import { findPages } from '../../../pages/index.ts';
import { getSiteSettings, type SiteSettings } from '../../../sites/index.ts';
import { selectAttempt } from '../../attempts/store.ts';
import { formProof } from '../session/find-session.ts';
import type { SessionKey } from '../session/link-visitor.ts';
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
  /** What came of it; null: nothing yet, or another link of the thread since, which is not this session's to tell of. */
  readonly outcome: 'number' | 'open' | 'linked' | 'nothing' | null;
  /** Whether Messenger still has to be gone back to. */
  readonly goesBack: boolean;
  /** Whether it would have been, had the login not taken so long. */
  readonly isLate: boolean;
  /** What stands in the thread on the button that ends a link. */
  readonly undo: string;
}

/** Puts together what a session's page shows. */
export async function viewSession(ctx: Ctx, key: SessionKey, row: SessionRow): Promise<SessionView> {
  const { pageId, siteId, step, language, person, label, number } = row;
  const pages = await findPages(ctx, [pageId]);
  const settings = await getSiteSettings(ctx, siteId);
  return {
    id: key.id,
    proof: formProof(key),
    step,
    language,
    site: toPageSite(settings),
    pageName: pages.get(pageId)?.name ?? '',
    person,
    account: label,
    number,
    outcome: await outcomeOf(ctx, row),
    goesBack: step === 'confirmed',
    isLate: step === 'asked' && row.sealedWayBack !== null,
    undo: sayIn(language, 'answer.undo', {}, settings.linking.texts),
  };
}

async function outcomeOf(ctx: Ctx, row: SessionRow): Promise<SessionView['outcome']> {
  const { attemptId, step } = row;
  const attempt = attemptId === null ? undefined : await ctx.storage.read((at) => selectAttempt(at, attemptId));
  const isOpen = attempt && !attempt.settledAt && attempt.expiresAt >= ctx.clock.now();
  if (isOpen) return attempt.needsThread && attempt.conflictWith === null ? 'number' : 'open';
  const link = await findLink(ctx, row);
  if (attempt?.status === 'linked') return link?.id === attempt.linkId ? 'linked' : null;
  const isLinkedSince = link !== null && new Date(link.createdAt) >= row.createdAt;
  return (attempt || step === 'cancelled') && !isLinkedSince ? 'nothing' : null;
}

/** What every page shows of a site. @throws {ThreadtieError} `not_found` */
export async function viewSite(ctx: Ctx, siteId: string): Promise<PageSite> {
  return toPageSite(await getSiteSettings(ctx, siteId));
}

function toPageSite({ id, name, look }: SiteSettings): PageSite {
  return { id, name, logoUrl: look.logoUrl };
}
