import type { Check, ProblemCode } from '../../shared/api/pages.ts';
import type { ConnectionStep } from '../../shared/api/page-connections.ts';
import { defineTables, type Kit } from '../base/storage/index.ts';

/** A Page that the person of the user token has a part in, as the platform listed it. */
export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly platform: 'messenger' | 'instagram';
  readonly tasks: readonly string[];
  readonly instagramId: string | null;
  /** Of an Instagram account: the Page whose token acts for it. */
  readonly linkedPageId: string | null;
  /** Of an Instagram account, where the platform told it: links into its threads are made with it. */
  readonly username?: string | null | undefined;
}

/** What the chosen Pages are to say by themselves. */
export interface ChosenProfile {
  readonly getStartedPayload: string;
  readonly greeting: string | null;
  readonly iceBreakers: readonly { readonly question: string; readonly payload: string }[] | null;
}

/** The shape of one step's outcome is the API's. */
type StepColumns = Pick<ConnectionStep, 'name' | 'state' | 'problem'>;

/**
 * Connected Pages and Instagram accounts; their tokens per app, sealed; what was seen at the last look; connections that are
 * under way. `page_signs` is what events themselves say of a Page: that some arrive, and who wrote last.
 */
export const pageTables = defineTables((kit) => {
  const pages = kit.table('pages', {
    id: kit.id().primaryKey(),
    platform: kit.text().$type<'messenger' | 'instagram'>().notNull(),
    name: kit.text().notNull(),
    username: kit.text(),
    instagramId: kit.text(),
    linkedPageId: kit.text(),
    repairsItself: kit.bool().notNull(),
    disconnectedAt: kit.time(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  });
  const pageId = () =>
    kit
      .text()
      .notNull()
      .references(() => pages.id);
  const pageTokens = kit.table(
    'page_tokens',
    {
      appId: kit.text().notNull(),
      pageId: pageId(),
      sealedToken: kit.text().notNull(),
      state: kit.text().$type<'live' | 'dead'>().notNull(),
      problem: kit.text().$type<ProblemCode>(),
      expiresAt: kit.time(),
      dataAccessExpiresAt: kit.time(),
      scopes: kit.json<readonly string[]>(),
      tasks: kit.json<readonly string[]>(),
      userId: kit.text(),
      checkedAt: kit.time(),
      updatedAt: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.appId, t.pageId] }), kit.index('page_tokens_page').on(t.pageId)],
  );
  const pageChecks = kit.table(
    'page_checks',
    {
      pageId: pageId(),
      appId: kit.text().notNull(),
      checks: kit.json<readonly Check[]>().notNull(),
      checkedAt: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.pageId, t.appId] })],
  );
  const pageSigns = kit.table('page_signs', {
    pageId: pageId().primaryKey(),
    firstEventAt: kit.time().notNull(),
    lastEventAt: kit.time().notNull(),
    lastPsid: kit.text(),
    /** By the platform's clock: the messaging window counts from then. */
    lastPersonAt: kit.time(),
    /** By ours: when that was received. */
    personHeardAt: kit.time(),
  });
  return { pages, pageTokens, pageChecks, pageSigns, ...connectionTables(kit) };
});

function connectionTables(kit: Kit) {
  const pageConnections = kit.table(
    'page_connections',
    {
      id: kit.id().primaryKey(),
      appId: kit.text().notNull(),
      sealedUserToken: kit.text(),
      userId: kit.text(),
      userTokenExpiresAt: kit.time(),
      missingPermissions: kit.json<readonly string[]>().notNull(),
      candidates: kit.json<readonly CandidateRow[]>().notNull(),
      chosen: kit.json<readonly string[]>().notNull(),
      profile: kit.json<ChosenProfile>(),
      /** Whether somebody said that events of the app may be taken from where they go now. */
      takesOverCallback: kit.bool().notNull(),
      /** The origin they go to, when the connection stopped because of it. */
      foreignCallback: kit.text(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
    },
    (t) => [kit.index('page_connections_expires').on(t.expiresAt)],
  );
  const pageConnectionSteps = kit.table(
    'page_connection_steps',
    {
      connectionId: kit
        .text()
        .notNull()
        .references(() => pageConnections.id),
      name: kit.text().$type<StepColumns['name']>().notNull(),
      /** Empty: the step concerns no single Page. */
      pageId: kit.text().notNull(),
      state: kit.text().$type<StepColumns['state']>().notNull(),
      /** How often it was asked for anew: what was begun for an earlier choice is not noted for a later one. */
      revision: kit.int().notNull(),
      /** How often it was tried since it was asked for. */
      tries: kit.int().notNull(),
      problem: kit.text().$type<StepColumns['problem']>(),
      detail: kit.text(),
      fix: kit.text(),
      at: kit.time(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.connectionId, t.name, t.pageId] }),
      kit.index('page_connection_steps_page').on(t.pageId, t.name, t.state),
    ],
  );
  return { pageConnections, pageConnectionSteps };
}
