import type { AccountLink, Assurance, LinkWay } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { shortenOrigin } from '../base/shorten-origin.ts';
import type { Gathering, Tx } from '../base/storage/index.ts';
import { isAsStrong } from './is-as-strong.ts';
import { noteCreated, noteTooWeak, settleConflict } from './settle-link.ts';
import { type AccountLinkRow, insertLinks } from './store.ts';

/** What becomes of a thread that is tied to one account of the site and proves another. */
export type OnConflict = 'refuse' | 'replace-with-notice' | 'ask';

/** A thread, an account of a site, and how it is proven that they belong together. */
export interface LinkInput {
  readonly siteId: string;
  readonly siteUserId: string;
  /** The account's masked name. */
  readonly label: string | null;
  readonly pageId: string;
  readonly psid: string;
  readonly assurance: Assurance;
  readonly way: LinkWay;
  readonly refId: string | null;
  /** Where the proof came from; kept cut to its network and to 120 characters. */
  readonly address: string | null;
  readonly agent: string | null;
  readonly onConflict: OnConflict;
  /** The link that the person gives up for this one: it ends only where this one is made. */
  readonly replaces?: string | null;
  /** The weakest proof the site takes; null: any. */
  readonly minimumAssurance: Assurance | null;
}

/** The link that a thread has already. */
export type StandingLink = Pick<AccountLink, 'id' | 'siteUserId' | 'label'>;

/**
 * `confirmed_again`: the same account, now with the stronger of both proofs. `replaced`: the other account's link has ended.
 * `conflict`: it stands as it did, and the attempt is written down. `too_weak`: the site asks for a better proof.
 */
export type LinkResult =
  | { readonly outcome: 'created' | 'confirmed_again'; readonly link: AccountLink }
  | { readonly outcome: 'replaced'; readonly link: AccountLink; readonly replaced: StandingLink }
  | { readonly outcome: 'conflict'; readonly standing: StandingLink }
  | { readonly outcome: 'too_weak' };

/** A link on its way into the database. */
export interface Linking {
  readonly ctx: Ctx;
  readonly input: LinkInput;
  readonly row: AccountLinkRow;
  readonly tell: (result: LinkResult) => Promise<void>;
}

/**
 * Ties a thread to an account, together with others of the same transaction. A thread has one account per site, an account
 * may have many threads; nothing is changed in silence: each outcome stands in the history, and the site's back end is told
 * of all but the repetition and the question. Who may call it has proven the account: the caller answers for that.
 * @param tell told of the result in that transaction, once it is certain
 */
export async function linkAccount(
  ctx: Ctx,
  input: LinkInput,
  tell: (result: LinkResult) => Promise<void>,
): Promise<void> {
  const cut = { ...input, ...shortenOrigin(input) };
  await ctx.storage.write(async (tx) => tx.gather(LINKS, { ctx, input: cut, row: toRow(ctx, cut), tell }));
}

/** The same at once: whatever comes after it in this transaction finds the link. */
export async function linkAccountNow(
  ctx: Ctx,
  input: LinkInput,
  tell: (result: LinkResult) => Promise<void>,
): Promise<void> {
  const cut = { ...input, ...shortenOrigin(input) };
  await ctx.storage.write((tx) => linkAll(tx, [{ ctx, input: cut, row: toRow(ctx, cut), tell }]));
}

/** Writes down now the links that wait in this transaction, and tells what came of them. */
export async function writeLinks(ctx: Ctx): Promise<void> {
  await ctx.storage.write((tx) => tx.writeGathered(LINKS));
}

const LINKS: Gathering<Linking> = { name: 'account-links.link', write: linkAll };

async function linkAll(tx: Tx, linkings: readonly Linking[]): Promise<void> {
  const strong = new Set(linkings.filter(({ input }) => isAsStrong(input.assurance, input.minimumAssurance)));
  const fresh = await insertLinks(
    tx,
    [...strong].map(({ row }) => row),
  );
  for (const linking of linkings) {
    await linking.tell(
      await settle(tx, linking, { isStrong: strong.has(linking), isFresh: fresh.has(linking.row.id) }),
    );
  }
}

async function settle(
  tx: Tx,
  linking: Linking,
  { isStrong, isFresh }: { isStrong: boolean; isFresh: boolean },
): Promise<LinkResult> {
  if (isFresh) return { outcome: 'created', link: await noteCreated(tx, linking) };
  return isStrong ? await settleConflict(tx, linking) : await noteTooWeak(tx, linking);
}

function toRow(ctx: Ctx, input: LinkInput): AccountLinkRow {
  const { siteId, siteUserId, label, pageId, psid, assurance, way, refId } = input;
  const id = ctx.random.id('link');
  const createdAt = ctx.clock.now();
  return { id, siteId, siteUserId, label, pageId, psid, assurance, way, refId, createdAt, removedAt: null };
}
