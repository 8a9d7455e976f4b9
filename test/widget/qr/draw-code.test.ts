import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawCode } from '../../../widget/qr/draw-code.ts';
import { drawMatrix } from '../../../widget/qr/draw-matrix.ts';
import { makeCodewords } from '../../../widget/qr/make-codewords.ts';

const LINK = 'https://m.me/106700000000000?ref=SPRING1ABC_0123456789abcdefghijkl';

describe.each(['M', 'H'] as const)('a code with error correction %s', (level) => {
  it.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    'of version %i has the very modules that another encoder draws',
    (version) => {
      const text = `x${'é/ä9'.repeat(version)}`;
      const codewords = makeCodewords(text, level, version);
      if (!codewords) throw new Error('The text did not fit.');
      const { rows, mask } = drawMatrix(codewords, level);
      const other = encode(text, { ecc: level, boostEcc: false, border: 0, minVersion: version, maskPattern: mask });
      expect(codewords.version).toBe(other.version);
      expect(rows).toEqual(other.data);
    },
  );

  it('takes the smallest version that holds the text', () => {
    for (let length = 1; length < 300; length += 7) {
      const text = 'a'.repeat(length);
      const { version } = encode(text, { ecc: level, boostEcc: false, border: 0 });
      expect(makeCodewords(text, level, 1)?.version).toBe(version);
    }
  });

  it('does not exist for a text too long for any', () => {
    expect(makeCodewords('a'.repeat(3000), level, 1)).toBeUndefined();
  });
});

describe('a drawn code', () => {
  it('has four light modules around it and every dark module in its path', () => {
    const code = drawCode(LINK, { hasLogo: false });
    const { data, size } = encode(LINK, { ecc: 'M', boostEcc: false, border: 4 });
    expect(code?.size).toBe(size);
    const area = [...(code?.path ?? '').matchAll(/h(\d+)v1/g)].reduce((sum, [, width]) => sum + Number(width), 0);
    const dark = data.flat().filter(Boolean).length;
    // The mask may be another one, which changes the number of dark modules a little.
    expect(Math.abs(area - dark) / dark).toBeLessThan(0.1);
    const starts = [...(code?.path ?? '').matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...starts)).toBe(4);
  });

  it('is as large for the campaign as for a visit, and leaves a logo less than a tenth of it', () => {
    const visit = drawCode(LINK, { hasLogo: true });
    const campaign = drawCode('https://m.me/1?ref=S', { hasLogo: true, longest: LINK });
    expect(campaign?.size).toBe(visit?.size);
    expect(((visit?.hole ?? 99) / ((visit?.size ?? 9) - 8)) ** 2).toBeLessThan(0.1);
    expect((visit?.hole ?? 0) % 2).toBe(1);
  });
});
