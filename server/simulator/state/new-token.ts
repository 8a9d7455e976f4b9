import type { Random } from '../../base/random.ts';

/** A token as the platform writes them: letters and digits that begin with EAA. */
export function newToken(random: Random): string {
  return `EAA${random.token(256).replaceAll(/[-_]/g, 'x')}`;
}
