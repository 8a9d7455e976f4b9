import { hmacSha256 } from '../base/crypto/hash.ts';

/**
 * The `appsecret_proof` of a token: whoever stole the token alone cannot make it.
 * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export function appSecretProof(token: string, appSecret: string): string {
  return hmacSha256(appSecret, Buffer.from(token)).toString('hex');
}
