import { ThreadtieError } from '../base/errors.ts';
import type { Tx } from '../base/storage/index.ts';
import { type EntryPointRow, replaceAliases, selectByCode } from './store.ts';

/**
 * Gives the entry point its aliases.
 * @throws {ThreadtieError} `already_exists` when one is another entry point's alias on the Page, or anybody's code
 */
export async function assertAliasesAreFree(tx: Tx, owner: EntryPointRow, wanted: readonly string[]): Promise<void> {
  const aliases = wanted.filter((alias) => alias !== owner.code); // its own code is known anyway
  const codes: string[] = [];
  for (const alias of aliases) if (await selectByCode(tx, alias)) codes.push(alias);
  const taken = [...codes, ...(await replaceAliases(tx, owner, aliases))];
  if (taken.length === 0) return;
  const named = taken.map((alias) => `"${alias.slice(0, 60)}"`).join(', ');
  throw new ThreadtieError(
    'already_exists',
    `Already in use by another entry point: ${named}.`,
    'Remove the alias there first, or leave it out here.',
  );
}
