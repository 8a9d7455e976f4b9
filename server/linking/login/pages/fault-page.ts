import { ERROR_STATUS } from '../../../../shared/errors.ts';
import type { LanguageCode } from '../../../../shared/language.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { ThreadtieError } from '../../../base/errors.ts';
import type { Html } from '../../../base/http/html.ts';
import { chooseLanguage } from '../opening/choose-language.ts';
import { type LinkFault, LinkPageError } from '../session/link-page-error.ts';
import { messagePage } from './message-page.ts';
import { viewSite } from './session-view.ts';

const STATUS = {
  bad_link: 400,
  too_old: 410,
  used: 410,
  other_browser: 403,
  no_login: 409,
  login_failed: 403,
  unreachable: 502,
  too_many: 429,
  failed: 500,
} as const satisfies Record<LinkFault, number>;

/** A page for whatever went wrong, with its status. */
export interface FaultPage {
  readonly status: (typeof STATUS)[LinkFault];
  readonly page: Html;
}

/** Says on a page what went wrong: in the person's language where it is known, else in their browser's. */
export async function faultPage(ctx: Ctx, error: unknown, languages: string | undefined): Promise<FaultPage> {
  const { fault, place } = asFault(error);
  if (fault === 'failed') ctx.log.error({ err: error, requestId: ctx.requestId }, 'a linking page failed');
  const language: LanguageCode = place.language ?? chooseLanguage(languages) ?? 'en';
  const site = place.siteId === undefined ? null : await viewSite(ctx, place.siteId).catch(() => null);
  const retry = place.retry === undefined ? undefined : `/link/session/${place.retry}`;
  return { status: STATUS[fault], page: messagePage({ language, site, key: `fault.${fault}`, retry }) };
}

function asFault(error: unknown): LinkPageError {
  if (error instanceof LinkPageError) return error;
  if (!(error instanceof ThreadtieError)) return new LinkPageError('failed');
  if (error.code === 'too_many_requests') return new LinkPageError('too_many');
  return new LinkPageError(ERROR_STATUS[error.code] < 500 ? 'bad_link' : 'failed');
}
