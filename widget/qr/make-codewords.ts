/** How much of a code may be lost and still be read: M restores 15 %, H 30 %. */
export type Level = 'M' | 'H';

/** Data and error correction of a text, in the order in which they are drawn. */
export interface Codewords {
  readonly version: number;
  readonly bytes: readonly number[];
}

/** The standard's two tables, a character for each version from 1 on: its code is the number, and 40. */
const OFFSET = 40;
const CORRECTION_PER_BLOCK = {
  M: '28B:@8:>>BF>>@@DDBBBBDDDDDDDDDDDDDDDDDDD',
  H: '9D>8>DBB@D@D>@@FDDBDF@FFFFFFFFFFFFFFFFFF',
};
const BLOCKS = {
  M: ')))**,,,---01122356899:<=?ABDEGIKMNPSUWY',
  H: '))*,,,-.003388:8;=AAAJFHKMPRUX[^adgjnruy',
};
const LAST_VERSION = 40;
const BYTE_MODE = 4;

/** How the bytes of a version are divided. */
interface Layout {
  readonly total: number;
  readonly blocks: number;
  readonly correction: number;
}

/** Answers the codewords of a text in the smallest version that holds it, or undefined where none does. */
export function makeCodewords(text: string, level: Level, leastVersion: number): Codewords | undefined {
  const data = new TextEncoder().encode(text);
  for (let version = leastVersion; version <= LAST_VERSION; version++) {
    const layout = layoutOf(version, level);
    const room = layout.total - layout.blocks * layout.correction;
    const countBits = version < 10 ? 8 : 16;
    if (data.length + (4 + countBits) / 8 > room) continue;
    return { version, bytes: interleave(fill(data, room, countBits), layout) };
  }
  return undefined;
}

function layoutOf(version: number, level: Level): Layout {
  const at = (table: string) => table.charCodeAt(version - 1) - OFFSET;
  const patterns = version > 1 ? Math.floor(version / 7) + 2 : 0;
  let modules = (16 * version + 128) * version + 64;
  if (patterns) modules -= (25 * patterns - 10) * patterns - 55;
  if (version > 6) modules -= 36;
  return { total: modules >> 3, blocks: at(BLOCKS[level]), correction: at(CORRECTION_PER_BLOCK[level]) };
}

/** Mode, length and data as one row of bits, ended and padded as the standard says. */
function fill(data: Uint8Array, room: number, countBits: number): number[] {
  const bits = (value: number, length: number) => value.toString(2).padStart(length, '0');
  let row = bits(BYTE_MODE, 4) + bits(data.length, countBits);
  for (const byte of data) row += bits(byte, 8);
  const bytes = (row + '0000').match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  for (let pad = 0xec; bytes.length < room; pad ^= 0xec ^ 0x11) bytes.push(pad);
  return bytes;
}

/** The first byte of every block, then the second, and so on; then the same with their error correction. */
function interleave(data: readonly number[], { total, blocks, correction }: Layout): number[] {
  const divisor = divisorOf(correction);
  const short = blocks - (total % blocks);
  const length = Math.floor(total / blocks) - correction;
  const parts: number[][] = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const end = at + length + (block < short ? 0 : 1);
    parts.push(data.slice(at, end));
    at = end;
  }
  const corrections = parts.map((part) => remainderOf(part, divisor));
  const across = (rows: readonly number[][], columns: number) =>
    [...Array(columns).keys()].map((column) => rows.flatMap((row) => row[column] ?? [])).flat();
  return [...across(parts, length + 1), ...across(corrections, correction)];
}

/** Multiplies in the field of 256 elements that the standard names. */
function multiply(x: number, y: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((y >>> bit) & 1) * x;
  }
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = [...new Uint8Array(degree - 1), 1];
  for (let i = 0, root = 1; i < degree; i++, root = multiply(root, 2)) {
    for (let j = 0; j < degree; j++) divisor[j] = multiply(divisor[j] ?? 0, root) ^ (divisor[j + 1] ?? 0);
  }
  return divisor;
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [i, term] of divisor.entries()) rest[i] = (rest[i] ?? 0) ^ multiply(term, factor);
  }
  return rest;
}
