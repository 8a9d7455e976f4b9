import type { LanguageCode } from '../../../shared/language.ts';
import { defineTables, type Kit } from '../../base/storage/index.ts';
import type { SessionStep } from './session/session-step.ts';

/** What goes on between a tap on Log In and the link: sessions of the linking pages, links to them, codes that were refused. */
export const loginTables = defineTables((kit) => ({
  linkSessions: sessionTable(kit),
  webLinks: kit.table(
    'web_links',
    {
      tokenHash: kit.text().primaryKey(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      siteId: kit.text().notNull(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
      spentAt: kit.time(),
    },
    (t) => [kit.index('web_links_expiry').on(t.expiresAt), kit.index('web_links_thread').on(t.pageId, t.psid)],
  ),
  refusedCodes: kit.table(
    'refused_codes',
    {
      /** The event that brought it. */
      eventId: kit.text().primaryKey(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      /** Whose session it was; null: nobody's. */
      siteId: kit.text(),
      reason: kit.text().notNull(),
      at: kit.time().notNull(),
    },
    (t) => [kit.index('refused_codes_at').on(t.at), kit.index('refused_codes_thread').on(t.pageId, t.psid)],
  ),
}));

function sessionTable(kit: Kit) {
  return kit.table(
    'link_sessions',
    {
      /** The hash of what stands in the addresses of its pages. */
      idHash: kit.text().primaryKey(),
      /** The same before the login: its pages may still give the session up. */
      earlierHash: kit.text(),
      /** The hash of the cookie of the browser it began in: no other browser goes on with it. */
      browserHash: kit.text().notNull(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      siteId: kit.text().notNull(),
      /** The person's name as it may be shown; empty: the platform does not tell it. */
      person: kit.text().notNull(),
      language: kit.text().$type<LanguageCode>().notNull(),
      /** Messenger's token and where it wants the browser back, sealed; null: there is no way back. */
      sealedWayBack: kit.text(),
      /** The link that it came from, instead of a Log In button. */
      webLinkHash: kit.text(),
      step: kit.text().$type<SessionStep>().notNull(),
      /** Of the `state` that left for the site's login and has not come back. */
      stateHash: kit.text(),
      /** What the answer of the login is checked with, sealed. */
      sealedCheck: kit.text(),
      /** What came back from the login, sealed, until the browser has shown its cookie. */
      sealedAnswer: kit.text(),
      ticketHash: kit.text(),
      /** By which login the account was proven. */
      login: kit.text(),
      siteUserId: kit.text(),
      label: kit.text(),
      number: kit.int(),
      /** Whether the thread asks for the number once the code has come. */
      asksNumber: kit.bool().notNull(),
      codeHash: kit.text(),
      sealedCode: kit.text(),
      codeExpiresAt: kit.time(),
      /** The event that brought the code: applied again, it changes nothing. */
      codeEventId: kit.text(),
      attemptId: kit.text(),
      /** Where it began, cut as soon as it is known. */
      address: kit.text(),
      agent: kit.text(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
    },
    (t) => [
      kit.unique('link_sessions_state').on(t.stateHash),
      kit.unique('link_sessions_ticket').on(t.ticketHash),
      kit.unique('link_sessions_code').on(t.codeHash),
      kit.index('link_sessions_earlier').on(t.earlierHash),
      kit.index('link_sessions_attempt').on(t.attemptId),
      kit.index('link_sessions_expiry').on(t.expiresAt),
      kit.index('link_sessions_account').on(t.siteId, t.siteUserId),
    ],
  );
}
