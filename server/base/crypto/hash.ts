import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** SHA-256 as base64url: how refs, keys and watch secrets are stored. They are random, so no salt is needed. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** HMAC-SHA256 of the bytes: 32 bytes. */
export function hmacSha256(secret: string, bytes: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(bytes).digest();
}

/** Compares digests of one kind without telling by its time where they differ. What has another length is not equal. */
export function equalDigests(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Compares without telling by its time where two values differ. Values of different length are never equal. */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
