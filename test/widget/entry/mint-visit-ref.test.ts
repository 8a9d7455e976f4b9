import { expect, it } from 'vitest';
import { codeOfVisitRef, VISIT_REF_PATTERN } from '../../../shared/ref.ts';
import { mintVisitRef } from '../../../widget/entry/mint-visit-ref.ts';

const minted = Array.from({ length: 2000 }, () => mintVisitRef('SPRING1'));

it('mints the shape the server accepts, with the code in front', () => {
  expect(minted.filter((ref) => !VISIT_REF_PATTERN.test(ref))).toEqual([]);
  expect(new Set(minted.map(codeOfVisitRef))).toEqual(new Set(['SPRING1']));
});

it('mints no ref twice', () => {
  expect(new Set(minted).size).toBe(minted.length);
});

it('carries 128 bits, each of them set in about half of the refs', () => {
  const ones = Array.from({ length: 128 }, () => 0);
  for (const ref of minted) {
    const bytes = Buffer.from(ref.slice('SPRING1_'.length), 'base64url');
    expect(bytes.length).toBe(16);
    for (let bit = 0; bit < 128; bit++) ones[bit] = (ones[bit] ?? 0) + (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);
  }
  expect(ones.filter((count) => count < 800 || count > 1200)).toEqual([]);
});
