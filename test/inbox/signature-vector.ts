import { createHmac } from 'node:crypto';

/** A body as the platform writes it: non-ASCII characters and slashes escaped. */
export const VECTOR = String.raw`{"object":"page","entry":[{"id":"1067280970047460","time":1512418869682,"messaging":[{"sender":{"id":"1254459154682919"},"recipient":{"id":"1067280970047460"},"timestamp":1512418869302,"message":{"mid":"m_test-1","text":"\u00e4\u00f6\u00e5 \ud83d\ude00 https:\/\/example.com"}}]}]}`;
export const VECTOR_SHA1 = 'sha1=a96c37800531a0d337d8809ba7d3ab43820de098';
export const VECTOR_SHA256 = 'sha256=5944d5baffcbb2589569289223d9001c98b154043765c714d26fc8cba2e8d8a3';

const hex = VECTOR_SHA256.slice('sha256='.length);

interface WrongSignature {
  readonly name: string;
  readonly body: string;
  readonly sha256: string | undefined;
  readonly sha1: string | undefined;
}

const right = { body: VECTOR, sha1: undefined };

/** Every way a signature can be wrong. */
export const WRONG_SIGNATURES: readonly WrongSignature[] = [
  { ...right, name: 'no signature', sha256: undefined },
  { ...right, name: 'an empty signature', sha256: '' },
  { ...right, name: 'SHA-1 alone', sha256: undefined, sha1: VECTOR_SHA1 },
  { ...right, name: 'another secret', sha256: `sha256=${hmac('another secret')}` },
  { ...right, name: 'a re-serialised body', body: JSON.stringify(JSON.parse(VECTOR)), sha256: VECTOR_SHA256 },
  { ...right, name: 'a truncated body', body: VECTOR.slice(0, -1), sha256: VECTOR_SHA256 },
  { ...right, name: 'a body with a newline added', body: `${VECTOR}\n`, sha256: VECTOR_SHA256 },
  { ...right, name: 'an empty body', body: '', sha256: VECTOR_SHA256 },
  { ...right, name: 'a truncated signature', sha256: VECTOR_SHA256.slice(0, -2) },
  { ...right, name: 'upper-case digits', sha256: `sha256=${hex.toUpperCase()}` },
  { ...right, name: 'an upper-case prefix', sha256: `SHA256=${hex}` },
  { ...right, name: 'no prefix', sha256: hex },
  { ...right, name: 'several values', sha256: `${VECTOR_SHA256}, ${VECTOR_SHA256}` },
  { ...right, name: 'a right value after a wrong one', sha256: `sha256=${'0'.repeat(64)}, ${VECTOR_SHA256}` },
  { ...right, name: 'a value with a tail', sha256: `${VECTOR_SHA256}00` },
];

function hmac(secret: string): string {
  return createHmac('sha256', secret).update(VECTOR).digest('hex');
}
