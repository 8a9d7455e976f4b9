import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import type { Tx } from '../base/storage/index.ts';
import { isSiteOrigin } from '../sites/index.ts';
import type { EntryPointRow } from './store.ts';
import { replaceTakenOver } from './takeover-store.ts';

/**
 * Lets the entry point stand for its Page's old markup on these origins and no others.
 * @throws {ThreadtieError} `invalid_request`: not the site's; `already_exists`: another one stands there
 */
export async function assertTakeoverIsFree(
  ctx: Ctx,
  tx: Tx,
  owner: EntryPointRow,
  wanted: readonly string[],
): Promise<void> {
  const origins = [...new Set(wanted)];
  for (const origin of origins) if (!(await isSiteOrigin(ctx, owner.siteId, origin))) throw notOfSite(origin);
  const [taken] = await replaceTakenOver(tx, owner, origins);
  if (taken === undefined) return;
  throw new ThreadtieError(
    'already_exists',
    `Another entry point stands for this Page's markup on "${taken}".`,
    'Take the origin out of its takesOver first, or leave it out here.',
  );
}

function notOfSite(origin: string): ThreadtieError {
  return new ThreadtieError(
    'invalid_request',
    `"takesOver": "${origin}" is no origin of the entry point's site.`,
    'Add it to the site first (PATCH /v1/sites/{id}).',
  );
}
