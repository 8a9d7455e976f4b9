import { z } from 'zod';
import type { Ctx } from '../../base/ctx.ts';
import { callGraph } from '../call-graph.ts';
import type { GraphCaller } from '../graph-caller.ts';
import { graphId } from '../graph-id.ts';
import { withFewerFields } from '../with-fewer-fields.ts';

/** A Page that the person of a token has a role on. */
export interface PageAccount {
  readonly id: string;
  readonly name: string;
  /** The Page's own token, made for this person; null when the person may not have one. */
  readonly accessToken: string | null;
  /** What the person may do, such as `MESSAGING`. */
  readonly tasks: readonly string[];
  readonly instagramId: string | null;
  /** undefined where the platform does not tell it. */
  readonly instagramUsername?: string | undefined;
}

const FIELDS = ['id', 'name', 'access_token', 'tasks'];
const PAGE_SIZE = '100';
const MOST_PAGES = 100;

const account = z.object({
  id: graphId,
  name: z.string().default(''),
  access_token: z.string().min(1).nullish(),
  tasks: z.array(z.string()).nullish(),
  instagram_business_account: z.object({ id: graphId, username: z.string().optional() }).nullish(),
});
const answer = z.object({
  data: z.array(account),
  paging: z.object({ cursors: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
});

/**
 * The Pages that the person has a role on, up to 10,000 of them. Where the token may not see Instagram accounts, they are null.
 * @param caller with the person's token
 * @throws {GraphError}
 */
export async function listAccounts(ctx: Ctx, caller: GraphCaller, _input: object = {}): Promise<PageAccount[]> {
  return await withFewerFields([...FIELDS, 'instagram_business_account{id,username}'], FIELDS, (fields, isTentative) =>
    listAll(ctx, caller, fields, isTentative),
  );
}

/** Follows the cursor, not the addresses the platform offers: those carry the token. */
async function listAll(ctx: Ctx, caller: GraphCaller, fields: string, isTentative: boolean): Promise<PageAccount[]> {
  const all = new Map<string, PageAccount>();
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const query = { fields, limit: PAGE_SIZE, after };
    const request = {
      name: 'listAccounts',
      method: 'GET',
      path: ['me', 'accounts'],
      query,
      answer,
      isTentative,
    } as const;
    const page = await callGraph(ctx, caller, request);
    for (const each of page.data) all.set(each.id, toAccount(each));
    const next = page.paging?.cursors?.after ?? undefined;
    if (page.data.length === 0 || next === undefined || next === after) break;
    after = next;
  }
  return [...all.values()];
}

function toAccount(found: z.infer<typeof account>): PageAccount {
  const { id, name, access_token: accessToken, tasks, instagram_business_account: instagram } = found;
  const { id: instagramId = null, username: instagramUsername } = instagram ?? {};
  return { id, name, accessToken: accessToken ?? null, tasks: tasks ?? [], instagramId, instagramUsername };
}
