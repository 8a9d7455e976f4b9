import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ThreadtieError } from './base/errors.ts';
import type { Random } from './base/random.ts';

const MIN_LENGTH = 32;

/**
 * A secret that lives in a file only its owner reads: made on first use, the same ever after.
 * @throws {ThreadtieError} `internal` when the file holds less than a secret: an empty one would open every door
 */
export function secretFile(path: string, random: Random): { readonly secret: string; readonly isNew: boolean } {
  if (!existsSync(path)) return { secret: create(path, random.token(256)), isNew: true };
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length >= MIN_LENGTH) return { secret, isNew: false };
  throw new ThreadtieError(
    'internal',
    `The file ${path} is damaged: it must hold at least ${MIN_LENGTH} characters.`,
    'Restore it from a backup. Delete it only if nothing that was sealed with it is needed.',
  );
}

/** Writes beside the target and renames: after a crash there is the whole secret or none. */
function create(path: string, secret: string): string {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, `${secret}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
  return secret;
}
