import type { SiteSettings } from '../../../sites/index.ts';

/** Why nobody can sign in at this site on the linking pages, for whoever looks after it; null when they can. */
export function loginFault({ login, userTokens }: Pick<SiteSettings, 'login' | 'userTokens'>): string | null {
  if (!login) return 'the site has no login; set "login" of the site';
  if (login.kind === 'handoff' && userTokens.mode !== 'enforce') {
    return `the site's user tokens are not taken yet ("${userTokens.mode}"); set "userTokens.mode" of the site to "enforce"`;
  }
  return null;
}
