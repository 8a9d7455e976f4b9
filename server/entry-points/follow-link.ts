import { EntryPointKey } from '../../shared/api/entry-points.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { messengerLink } from './messenger-link.ts';
import { type FoundEntryPoint, findEntryPointByKey } from './find-entry-point.ts';

/** What `/go/{key}` takes along besides the entry point itself. */
export interface LinkContext {
  readonly dataRef: string | undefined;
  readonly utm: Readonly<Record<string, string>>;
}

/** Mints a visit ref that carries the context; handed in, since visits live a floor above. */
export type MintVisit = (ctx: Ctx, entryPoint: FoundEntryPoint, context: LinkContext) => Promise<string>;

/** How a link is followed. `takeTurn` throws when the address has followed too many. */
export interface FollowOptions {
  readonly isClick: boolean;
  readonly mintVisit: MintVisit;
  readonly takeTurn: () => Promise<void>;
}

/**
 * Where `/go/{key}` leads: the Page's thread, with a visit ref when there is something to take along and somebody really
 * clicked, else with the campaign ref.
 * @throws {ThreadtieError} `not_found`
 */
export async function followLink(ctx: Ctx, key: string, context: LinkContext, options: FollowOptions): Promise<string> {
  const entryPoint = EntryPointKey.safeParse(key).success ? await findEntryPointByKey(ctx, key) : null;
  if (!entryPoint) throw notFound('entry point', key);
  const hasContext = context.dataRef !== undefined || Object.keys(context.utm).length > 0;
  const isOpen = entryPoint.status === 'active';
  const ref = hasContext && isOpen && options.isClick ? await mint(ctx, entryPoint, context, options) : null;
  return await messengerLink(ctx, entryPoint.pageId, ref ?? entryPoint.code);
}

/** The person came to open Messenger: what goes wrong here costs the context, never the way. */
async function mint(
  ctx: Ctx,
  entryPoint: FoundEntryPoint,
  context: LinkContext,
  options: FollowOptions,
): Promise<string | null> {
  try {
    await options.takeTurn();
    return await options.mintVisit(ctx, entryPoint, context);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a link was followed without its context');
    return null;
  }
}
