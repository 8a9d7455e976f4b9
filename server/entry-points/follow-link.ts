import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { messengerLink } from './entry-point.ts';
import { type FoundEntryPoint, findEntryPointByKey } from './find-entry-point.ts';

/** What `/go/{key}` takes along besides the entry point itself. */
export interface LinkContext {
  readonly dataRef: string | undefined;
  readonly utm: Readonly<Record<string, string>>;
}

/** Mints a visit ref that carries the context; handed in, since visits live a floor above. */
export type MintVisit = (ctx: Ctx, entryPoint: FoundEntryPoint, context: LinkContext) => Promise<string>;

/**
 * Where `/go/{key}` leads: the Page's thread, with a visit ref when there is something to take along and somebody really
 * clicked, else with the campaign ref.
 * @throws {ThreadtieError} `not_found`
 */
export async function followLink(
  ctx: Ctx,
  key: string,
  context: LinkContext,
  options: { readonly isClick: boolean; readonly mintVisit: MintVisit },
): Promise<string> {
  const entryPoint = await findEntryPointByKey(ctx, key);
  if (!entryPoint) throw notFound('entry point', key);
  const hasContext = context.dataRef !== undefined || Object.keys(context.utm).length > 0;
  const isOpen = entryPoint.status === 'active';
  const ref =
    hasContext && isOpen && options.isClick ? await options.mintVisit(ctx, entryPoint, context) : entryPoint.code;
  return messengerLink(ctx.settings, entryPoint.pageId, ref);
}
