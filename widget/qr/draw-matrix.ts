import type { Codewords, Level } from './make-codewords.ts';

/** The modules of a QR code, row by row: true is dark. */
export interface Matrix {
  readonly rows: readonly (readonly boolean[])[];
  readonly mask: number;
}

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (((x / 3) | 0) + ((y / 2) | 0)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const FORMAT_OF_LEVEL = { M: 0, H: 2 };

/** Draws the codewords, under the mask that gives scanners the least to mistake. */
export function drawMatrix({ version, bytes }: Codewords, level: Level): Matrix {
  const size = version * 4 + 17;
  const fixed = drawPatterns(size, version);
  const data = placeBits(fixed, bytes);
  const drawn = MASKS.map((isKept, mask) => {
    const rows = data.map((row, y) => row.map((bit, x) => (fixed[y]?.[x] === undefined ? bit !== !isKept(x, y) : bit)));
    drawFormat(rows, (FORMAT_OF_LEVEL[level] << 3) | mask);
    return { rows, mask };
  });
  const penalties = drawn.map(({ rows }) => penaltyOf(rows));
  return drawn[penalties.indexOf(Math.min(...penalties))] as Matrix;
}

type Grid = (boolean | undefined)[][];

/** What every code of the version has: finders, timing, alignment, version, and the place of the format. */
function drawPatterns(size: number, version: number): Grid {
  const grid: Grid = [...Array(size).keys()].map(() => [...Array<undefined>(size)]);
  const set = (x: number, y: number, isDark: boolean) => {
    const row = grid[y];
    if (row && x >= 0 && x < size) row[x] = isDark;
  };
  const square = (cx: number, cy: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) set(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const end = size - 7;
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  const places = alignmentPlaces(version, end);
  for (const x of places) {
    for (const y of places) {
      const isFinder = (x === 6 && (y === 6 || y === end)) || (x === end && y === 6);
      if (!isFinder) square(x, y, 2, (ring) => ring !== 1);
    }
  }
  drawFormat(grid, 0);
  if (version > 6) {
    const bits = withCheck(version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), (i / 3) | 0];
      set(a, b, isSet(bits, i));
      set(b, a, isSet(bits, i));
    }
  }
  return grid;
}

function alignmentPlaces(version: number, end: number): number[] {
  if (version === 1) return [];
  const count = ((version / 7) | 0) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  return [6, ...[...Array(count - 1).keys()].map((i) => end - i * step).toReversed()];
}

/** Level and mask, twice. */
function drawFormat(rows: Grid, data: number): void {
  const bits = withCheck(data, 10, 0x537) ^ 0x5412;
  const size = rows.length;
  const set = (x: number, y: number, i: number) => {
    const row = rows[y];
    if (row) row[x] = isSet(bits, i);
  };
  for (let i = 0; i < 15; i++) {
    if (i < 8) {
      set(8, i < 6 ? i : i + 1, i);
      set(size - 1 - i, 8, i);
    } else {
      set(i === 8 ? 7 : 14 - i, 8, i);
      set(8, size - 15 + i, i);
    }
  }
  const row = rows[size - 8];
  if (row) row[8] = true;
}

function withCheck(data: number, length: number, generator: number): number {
  let rest = data;
  for (let i = 0; i < length; i++) rest = (rest << 1) ^ ((rest >>> (length - 1)) * generator);
  return (data << length) | rest;
}

function isSet(bits: number, at: number): boolean {
  return ((bits >>> at) & 1) === 1;
}

/** In pairs of columns from the right, upwards and downwards in turn, wherever no pattern stands. */
function placeBits(fixed: Grid, bytes: readonly number[]): boolean[][] {
  const size = fixed.length;
  const rows = fixed.map((row) => row.map((isDark) => isDark === true));
  let at = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    // The column of the timing pattern belongs to no pair.
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = (right + 1) & 2 ? step : size - 1 - step;
      for (const x of [right, right - 1]) {
        const row = rows[y];
        if (!row || fixed[y]?.[x] !== undefined) continue;
        row[x] = isSet(bytes[at >> 3] ?? 0, 7 - (at & 7));
        at++;
      }
    }
  }
  return rows;
}

/** What makes a code hard to read, as the standard counts it: long runs, blocks, what looks like a finder, too much of one colour. */
function penaltyOf(rows: readonly boolean[][]): number {
  const size = rows.length;
  const text = (line: readonly boolean[]) => line.map(Number).join('');
  const lines = [...rows, ...rows.map((_, x) => rows.map((row) => row[x] === true))].map(text);
  let penalty = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/(.)\1{4,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) {
      const isDark = rows[y]?.[x];
      if (isDark === rows[y]?.[x - 1] && isDark === rows[y - 1]?.[x] && isDark === rows[y - 1]?.[x - 1]) penalty += 3;
    }
  }
  const dark = rows.flat().filter(Boolean).length / size ** 2;
  return penalty + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}
