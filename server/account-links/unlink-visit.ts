import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { selectLinkOfVisit } from './store.ts';
import { unlinkRow } from './unlink-row.ts';

/**
 * Ends the link that this visit brought about, and no other: not one that stood before, nor one that took its place. Doing it
 * again changes nothing. Who calls it has checked that the visit is the actor's.
 * @throws {ThreadtieError} `not_linked`: the visit brought about none
 */
export async function unlinkVisit(ctx: Ctx, refId: string): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const link = await selectLinkOfVisit(tx, refId);
    if (!link) throw notLinked();
    await unlinkRow(ctx, tx, link.id);
  });
}

function notLinked(): ThreadtieError {
  return new ThreadtieError(
    'not_linked',
    'This visit brought about no link, so there is none that it could end.',
    'A visit ends only what it connected itself; the site ends any link by DELETE /v1/account-links/{id}.',
  );
}
