import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifySignature } from '../../server/inbox/verify-signature.ts';
import { APP, SECRET } from './open-inbox-world.ts';
import { VECTOR, VECTOR_SHA1, VECTOR_SHA256, WRONG_SIGNATURES } from './signature-vector.ts';

const body = Buffer.from(VECTOR);

describe('the signature of a delivery', () => {
  test('accepts the test vector and names the app', () => {
    expect(verifySignature([APP], { body, sha256: VECTOR_SHA256, sha1: undefined })?.appId).toBe('app-1');
  });

  test('accepts a body signed with the previous secret', () => {
    const rotated = { ...APP, secrets: ['the new one', SECRET] };
    expect(verifySignature([rotated], { body, sha256: VECTOR_SHA256, sha1: undefined })).not.toBeNull();
  });

  test('finds the app that signed among several', () => {
    const other = { ...APP, id: 'app-0', secrets: ['another secret'] };
    expect(verifySignature([other, APP], { body, sha256: VECTOR_SHA256, sha1: undefined })?.appId).toBe('app-1');
  });

  test.each(WRONG_SIGNATURES)('refuses $name', ({ body: bytes, sha256, sha1 }) => {
    expect(verifySignature([APP], { body: Buffer.from(bytes), sha256, sha1 })).toBeNull();
  });

  test('refuses everything when no app is known', () => {
    expect(verifySignature([], { body, sha256: VECTOR_SHA256, sha1: undefined })).toBeNull();
  });
});

describe('the older SHA-1 signature', () => {
  const lenient = { ...APP, allowsSha1: true };

  test('is accepted where the app opts in and the newer one is absent', () => {
    expect(verifySignature([lenient], { body, sha256: undefined, sha1: VECTOR_SHA1 })?.appId).toBe('app-1');
  });

  test('does not make up for a newer one that is wrong', () => {
    expect(verifySignature([lenient], { body, sha256: `sha256=${'0'.repeat(64)}`, sha1: VECTOR_SHA1 })).toBeNull();
  });

  test('is refused for another body, another secret, and for an app that did not opt in', () => {
    const foreign = `sha1=${createHmac('sha1', 'another secret').update(body).digest('hex')}`;
    expect(verifySignature([lenient], { body: Buffer.from('{}'), sha256: undefined, sha1: VECTOR_SHA1 })).toBeNull();
    expect(verifySignature([lenient], { body, sha256: undefined, sha1: foreign })).toBeNull();
    expect(verifySignature([APP], { body, sha256: undefined, sha1: VECTOR_SHA1 })).toBeNull();
  });
});
