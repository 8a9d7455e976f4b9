import type { SiteLogin } from '../../../../shared/api/site-settings.ts';

/** What tells a login of a site from others: the same as long as whoever it names is the same account. */
export function nameLogin(login: SiteLogin): string {
  if (login.kind === 'handoff') return login.kind;
  const { kind, issuer, clientId, subjectClaim } = login;
  return JSON.stringify([kind, issuer, clientId, subjectClaim]);
}
