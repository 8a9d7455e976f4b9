import { sha256 } from '../../base/crypto/hash.ts';

const PARTS = 2 ** 24;

/** A number from 0 to 1 (1 not reached), the same for the same text and evenly spread over texts: to keep work apart. */
export function spread(text: string): number {
  return Buffer.from(sha256(text), 'base64url').readUIntBE(0, 3) / PARTS;
}
