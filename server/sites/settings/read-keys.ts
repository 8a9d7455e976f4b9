import type { UserTokenKeyInput } from '../../../shared/api/user-tokens.ts';
import { type KeyObjection, type PublicKey, readPublicKey } from '../proof/public-key.ts';
import { refuseSetting } from './refuse-setting.ts';

const PROBLEMS: Readonly<Record<KeyObjection, string>> = {
  private: 'It is a private key: that one stays with you, and this one should be replaced, since it has been sent.',
  symmetric: 'It is a secret, not a public key.',
  unreadable: 'It is neither PEM nor a JWK that can be read.',
  too_short: 'RSA keys need at least 2048 bits and a usual exponent.',
  other_kind: 'It is of a kind that is not taken.',
  not_for_signing: 'Its "use" or "key_ops" says that it is not for checking signatures.',
  duplicate: 'Another key in the list has the same kid.',
};

const HINT = 'Give the public half as PEM or JWK: RSA of at least 2048 bits (RS256), P-256 (ES256) or Ed25519 (EdDSA).';

/**
 * Reads the public keys a site gives. Nothing of a key that is refused is kept or quoted.
 * @throws {ThreadtieError} `invalid_request`
 */
export function readKeys(inputs: readonly UserTokenKeyInput[]): PublicKey[] {
  return inputs.map(({ kid, alg, key }, index) => {
    const refuse = (objection: KeyObjection) => {
      return refuseSetting(`userTokens.keys.${index}.key`, PROBLEMS[objection], HINT);
    };
    const read = readPublicKey(key);
    if (typeof read === 'string') throw refuse(read);
    if (read.alg !== alg) throw refuse('other_kind');
    if (inputs.findIndex((other) => other.kid === kid) !== index) throw refuse('duplicate');
    return { kid, ...read };
  });
}
