import type { CreateEntryPointBody, EntryPoint } from '../../shared/api/entry-points.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound, ThreadtieError } from '../base/errors.ts';
import type { Tx } from '../base/storage/index.ts';
import { findPages, isConnectedPage } from '../pages/index.ts';
import { getSite } from '../sites/index.ts';
import { assertAliasesAreFree } from './assert-aliases-are-free.ts';
import { assertTakeoverIsFree } from './assert-takeover-is-free.ts';
import { toEntryPoint } from './entry-point.ts';
import { type EntryPointRow, insertEntryPoint, selectByKey } from './store.ts';

const CODE_LENGTH = 10;

/**
 * Creates an entry point with a code of its own, which stays reserved for good.
 * @throws {ThreadtieError} `not_found` (site, Page), `already_exists` or `reserved` (key, alias, takeover),
 *   `invalid_request` (an Instagram account without a username)
 */
export async function createEntryPoint(ctx: Ctx, input: CreateEntryPointBody): Promise<EntryPoint> {
  requireScope(ctx.actor, 'entry-points:write', input.siteId);
  return await ctx.storage.write(async (tx) => {
    await getSite({ ...ctx, actor: SYSTEM }, input.siteId);
    if (!(await isConnectedPage(ctx, input.pageId))) throw notFound('Page', input.pageId);
    await assertIsLinkable(ctx, input.pageId);
    const { aliases, takesOver, ...fields } = input;
    const now = ctx.clock.now();
    const row: EntryPointRow = {
      ...fields,
      code: ctx.random.code(CODE_LENGTH),
      status: 'active',
      createdAt: now,
      updatedAt: now,
    };
    if (!(await insertEntryPoint(tx, row))) throw await keyIsTaken(tx, input.key);
    await assertAliasesAreFree(tx, row, [...new Set(aliases)]);
    await assertTakeoverIsFree(ctx, tx, row, takesOver);
    await recordAudit(ctx, { action: 'entry_point.created', subject: row.key, siteId: row.siteId });
    return await toEntryPoint(ctx, row);
  });
}

/** Instagram's links are made with the username; one without it would lead nowhere. */
async function assertIsLinkable(ctx: Ctx, pageId: string): Promise<void> {
  const page = (await findPages(ctx, [pageId])).get(pageId);
  if (page?.platform !== 'instagram' || page.username !== null) return;
  throw new ThreadtieError(
    'invalid_request',
    `The username of the Instagram account "${pageId}" is not known: links to it are made with it.`,
    'Say it with PUT /v1/pages/{id} (username).',
  );
}

async function keyIsTaken(tx: Tx, key: string): Promise<ThreadtieError> {
  const existing = await selectByKey(tx, key);
  return existing?.status === 'archived'
    ? new ThreadtieError(
        'reserved',
        `The key "${key}" belongs to an archived entry point: links with it may still be around.`,
        'Restore that entry point, or choose another key.',
      )
    : new ThreadtieError('already_exists', `An entry point "${key}" already exists.`, 'Choose another key.');
}
