import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { comparePictures } from './compare-pictures.ts';
import { readPicture, writePicture } from './read-picture.ts';

const REFERENCES = fileURLToPath(new URL('./visual/', import.meta.url));
/** Ten times what two builds of Chromium differ by, and less than what any change to see does: see `comparePictures`. */
const MOST_CHANGED = 0.0005;
const RENEW = 'RENEW_PICTURES=1 npm test -- test/browser/pictures.test.ts';

/** What a picture is compared with, and whether it takes its place instead. */
export interface PictureOptions {
  readonly folder?: string;
  readonly renews?: boolean;
  /** Where the picture is kept if it changed. */
  readonly evidence?: string;
}

/**
 * Compares a PNG file with the reference of that name: answers `as it was`, or a sentence that says what changed, where to
 * see it, and how to renew the reference. With RENEW_PICTURES in the environment the picture becomes the reference.
 */
export async function checkPicture(
  page: Page,
  name: string,
  file: Buffer,
  options: PictureOptions = {},
): Promise<string> {
  const { folder = REFERENCES, renews = Boolean(process.env['RENEW_PICTURES']), evidence = tmpdir() } = options;
  const reference = join(folder, `${name}.png`);
  if (renews) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(reference, file);
    return 'as it was';
  }
  if (!existsSync(reference)) return `There is no ${reference}; make it with ${RENEW}`;
  const [before, after] = [await readPicture(page, readFileSync(reference)), await readPicture(page, file)];
  if (before.width !== after.width || before.height !== after.height) {
    const where = keep(evidence, name, { actual: file });
    return `${name} has ${after.width} x ${after.height} pixels, not ${before.width} x ${before.height}; see ${where}; if that is right: ${RENEW}`;
  }
  const { changed, marked } = comparePictures(before, after);
  if (changed <= MOST_CHANGED) return 'as it was';
  const where = keep(evidence, name, { actual: file, changed: await writePicture(page, marked) });
  const share = `${(100 * changed).toFixed(2)} % of the pixels of ${name} changed, ${100 * MOST_CHANGED} % may`;
  return `${share}; see ${where} beside ${reference}; if that is right: ${RENEW}`;
}

/** Keeps files for somebody to look at, and says where. */
function keep(evidence: string, name: string, files: Readonly<Record<string, Buffer>>): string {
  const folder = mkdtempSync(join(evidence, 'threadtie-looks-'));
  for (const [what, file] of Object.entries(files)) writeFileSync(join(folder, `${name}-${what}.png`), file);
  return folder;
}
