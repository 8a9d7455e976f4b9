import { drawMatrix } from './draw-matrix.ts';
import { makeCodewords } from './make-codewords.ts';

/** What scanners need around a code, in modules. */
const QUIET_ZONE = 4;
/** Side of the space for a logo, as a part of the code's: well below what error correction H restores. */
const LOGO_PART = 0.24;

/** A QR code as one path on a grid of `size` modules, quiet zone included. */
export interface Code {
  readonly size: number;
  readonly path: string;
  /** Side of the square in the middle that is left free, in modules; 0 without one. */
  readonly hole: number;
}

/** How a code is drawn: with room for a logo, and large enough for a longer text too, so that one can take the other's place. */
export interface CodeOptions {
  readonly hasLogo: boolean;
  readonly longest?: string | undefined;
}

/** Draws a text as a QR code; undefined where the text is too long for one. */
export function drawCode(text: string, { hasLogo, longest = '' }: CodeOptions): Code | undefined {
  const level = hasLogo ? 'H' : 'M';
  const codewords = makeCodewords(text, level, makeCodewords(longest, level, 1)?.version ?? 1);
  if (!codewords) return undefined;
  const { rows } = drawMatrix(codewords, level);
  // Odd, as the number of modules is, so that it stands in the very middle.
  const hole = hasLogo ? Math.floor((rows.length * LOGO_PART) / 2) * 2 + 1 : 0;
  const from = (rows.length - hole) / 2;
  const isFree = (x: number, y: number) => Math.min(x, y) >= from && Math.max(x, y) < from + hole;
  const isDark = (x: number, y: number) => rows[y]?.[x] === true && !isFree(x, y);
  let path = '';
  for (const y of rows.keys()) {
    for (let x = 0, end = 0; x < rows.length; x = end) {
      for (end = x + 1; isDark(x, y) && isDark(end, y);) end++;
      if (isDark(x, y)) path += `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${end - x}v1h${x - end}z`;
    }
  }
  return { size: rows.length + 2 * QUIET_ZONE, path, hole };
}
