import type { PublicKeyAlgorithm } from '../../../shared/api/user-tokens.ts';
import type { PublicKey } from './public-key.ts';

/** What a token's header says of its key. */
export interface WantedKey {
  readonly alg: PublicKeyAlgorithm;
  readonly kid: string | null;
}

/** The keys that may have signed: of that algorithm and that name; where no name is given, the only one there is. */
export function fittingKeys(keys: readonly PublicKey[], { alg, kid }: WantedKey): readonly PublicKey[] {
  const ofKind = keys.filter((key) => key.alg === alg);
  if (kid === null) return ofKind.length === 1 ? ofKind : [];
  return ofKind.filter((key) => key.kid === kid);
}
