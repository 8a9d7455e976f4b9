import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Random } from './base/random.ts';

/** A secret that lives in a file only its owner reads: made on first use, the same ever after. */
export function secretFile(path: string, random: Random): { readonly secret: string; readonly isNew: boolean } {
  if (existsSync(path)) return { secret: readFileSync(path, 'utf8').trim(), isNew: false };
  const secret = random.token(256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return { secret, isNew: true };
}
