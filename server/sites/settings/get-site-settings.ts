import type { SiteLinking, SiteLogin, SiteLook } from '../../../shared/api/site-settings.ts';
import type { UserTokenMode } from '../../../shared/api/user-tokens.ts';
import type { LanguageCode } from '../../../shared/language.ts';
import type { Ctx } from '../../base/ctx.ts';
import { notFound } from '../../base/errors.ts';
import { selectSite } from '../store.ts';
import { toLogin } from './stored-login.ts';

/** What a site has chosen, for the rooms above. */
export interface SiteSettings {
  readonly id: string;
  readonly name: string;
  readonly origins: readonly string[];
  readonly userTokens: { readonly mode: UserTokenMode };
  readonly login: SiteLogin | null;
  readonly linking: SiteLinking;
  readonly language: LanguageCode;
  readonly look: SiteLook;
}

/**
 * A site's settings, whoever asks: for verbs, never for an answer as it is.
 * @throws {ThreadtieError} `not_found`
 */
export async function getSiteSettings(ctx: Ctx, siteId: string): Promise<SiteSettings> {
  const row = await ctx.storage.read((at) => selectSite(at, siteId));
  if (!row) throw notFound('site', siteId);
  const { id, name, origins, linking, language, look } = row;
  return {
    id,
    name,
    origins,
    userTokens: { mode: row.userTokenMode },
    login: toLogin(row.login),
    linking,
    language,
    look,
  };
}
