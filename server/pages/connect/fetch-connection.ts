import type { Ctx } from '../../base/ctx.ts';
import { notFound, ThreadtieError } from '../../base/errors.ts';
import { userTokenPurpose } from '../seal-purpose.ts';
import { type ConnectionRow, selectConnection } from './connection-store.ts';
import { SetupProblem } from './setup-problem.ts';

/**
 * The connection with this id.
 * @throws {ThreadtieError} `not_found`
 */
export async function fetchConnection(ctx: Ctx, id: string): Promise<ConnectionRow> {
  const row = await ctx.storage.read((at) => selectConnection(at, id));
  if (!row) throw notFound('page connection', id);
  return row;
}

/**
 * Opens the user token of a connection.
 * @throws {SetupProblem} `token_expired` when it was forgotten
 */
export function openUserToken(ctx: Ctx, row: ConnectionRow): string {
  const { sealedUserToken, expiresAt } = row;
  if (sealedUserToken !== null && expiresAt > ctx.clock.now()) {
    return ctx.secretBox.open(sealedUserToken, userTokenPurpose(row.id));
  }
  const fix = 'Start a new connection with a user token: POST /v1/page-connections. What is connected stays connected.';
  throw new SetupProblem('token_expired', 'The user token of this connection was forgotten.', fix);
}

/** A Page that was not among those the person has a part in. */
export function notACandidate(pageId: string): ThreadtieError {
  return new ThreadtieError(
    'invalid_request',
    `The Page "${pageId}" is not among those the person of the user token has a part in.`,
    'Choose ids of "pages" of this connection. Create the user token again with this Page ticked if it is missing.',
  );
}
