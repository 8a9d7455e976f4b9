import type { Picture } from './read-picture.ts';

/**
 * Every system smooths and places the edges of letters in its own way, so what is compared is the mean of 5 x 5 pixels, and
 * counts from this difference on. Measured: two builds of Chromium differ in 0.004 % of the pixels, corners that are no
 * longer round in 0.14 %.
 */
const NOTICED = 48;
const AROUND = 2;

/** Two pictures of one size, side by side. */
export interface Comparison {
  /** The share of pixels that changed, each taken with those around it. */
  readonly changed: number;
  /** The second picture, pale, with those pixels in red. */
  readonly marked: Picture;
}

/**
 * Says which part of a picture changed.
 * @throws {Error} the pictures are of different sizes
 */
export function comparePictures(before: Picture, after: Picture): Comparison {
  const { width, height } = before;
  if (width !== after.width || height !== after.height) {
    throw new Error(`Expected ${width} x ${height} pixels, not ${after.width} x ${after.height}.`);
  }
  const marked = after.pixels.map((byte, i) => (i % 4 === 3 ? 255 : 170 + byte / 3));
  const [one, two] = [smooth(before), smooth(after)];
  let changed = 0;
  for (let i = 0; i < one.length; i += 4) {
    if (![i, i + 1, i + 2].some((at) => Math.abs((one[at] ?? 0) - (two[at] ?? 0)) > NOTICED)) continue;
    changed += 1;
    marked.set([220, 0, 0], i);
  }
  return { changed: changed / (width * height), marked: { width, height, pixels: marked } };
}

/** How many pixels contrast by 3:1 or more with what stood in their place before. */
export function countContrasting(before: Picture, after: Picture): number {
  let count = 0;
  for (let at = 0; at < before.width * before.height; at++) {
    if (contrast(luminance(before, at), luminance(after, at)) >= 3) count += 1;
  }
  return count;
}

/** The share of pixels that contrast by 3:1 or more with the picture's most frequent brightness: its ink. */
export function shareOfInk(picture: Picture): number {
  const levels = new Map<number, number>();
  for (let at = 0; at < picture.width * picture.height; at++) {
    const level = luminance(picture, at);
    levels.set(level, (levels.get(level) ?? 0) + 1);
  }
  const [[ground]] = [...levels].toSorted(([, a], [, b]) => b - a) as [[number, number]];
  let ink = 0;
  for (const [level, count] of levels) if (contrast(level, ground) >= 3) ink += count;
  return ink / (picture.width * picture.height);
}

/** The mean of what stands around each pixel. */
function smooth({ width, height, pixels }: Picture): Uint8Array {
  const rows = smoothAlong(pixels, { step: 4, length: width, lines: height, line: 4 * width });
  return smoothAlong(rows, { step: 4 * width, length: height, lines: width, line: 4 });
}

interface Way {
  /** From one pixel to the next of a line, and from one line to the next. */
  readonly step: number;
  readonly line: number;
  readonly length: number;
  readonly lines: number;
}

function smoothAlong(pixels: Uint8Array, { step, line, length, lines }: Way): Uint8Array {
  const smoothed = new Uint8Array(pixels.length);
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < length; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let by = -AROUND; by <= AROUND; by++) {
          const near = Math.min(length - 1, Math.max(0, x + by));
          sum += pixels[y * line + near * step + channel] ?? 0;
        }
        smoothed[y * line + x * step + channel] = sum / (2 * AROUND + 1);
      }
    }
  }
  return smoothed;
}

function channelOf({ pixels }: Picture, at: number, channel: number): number {
  return pixels[4 * at + channel] ?? 0;
}

/** As WCAG reckons it, with the 0.05 for the room's own light. */
function luminance(picture: Picture, at: number): number {
  const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) => linear(channelOf(picture, at, channel) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
}

function linear(value: number): number {
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function contrast(a: number, b: number): number {
  return Math.max(a, b) / Math.min(a, b);
}
