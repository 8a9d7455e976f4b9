import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';

it.each(['widget.js', 'widget.mjs'])(
  '%s, all that is fetched before a button is painted, stays within 9.0 kB gzip',
  async (name) => {
    const built = (await buildWidget()).find(({ file }) => file === name);
    expect(built?.gzipBytes).toBeLessThanOrEqual(9000);
    expect(readFileSync(built?.path ?? '', 'utf8')).not.toMatch(/\bimport[ {*"'`]|\bfrom[ "'`]/);
  },
);

/** The part that counts is asked for after the paint: test/browser/stages.test.ts holds that. */
it('with the part that every page fetches after the paint, to count, it stays within 10.2 kB gzip', async () => {
  const every = (await buildWidget()).filter(({ file }) => ['widget.js', 'widget-stages.mjs'].includes(file));
  expect(every).toHaveLength(2);
  expect(every.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)).toBeLessThanOrEqual(10_200);
});

it.each([
  ['cta', 'a button whose link has no words and asks for one of Meta’s', 1200],
  ['plugin', 'a button with the attribute plugin', 4000],
])('the part %s, fetched for %s alone, stays within its limit', async (part, _, most) => {
  const built = (await buildWidget()).find(({ file }) => file === `widget-${part}.mjs`);
  expect(built?.gzipBytes).toBeLessThanOrEqual(most);
});

it.each([
  ['bubble', 3000],
  ['checkbox', 3000],
  ['link-status', 3000],
  ['question', 3000],
  ['chat-code', 3000],
  ['qr', 6000],
])('what %s needs beside the entry stays within %d bytes gzip', async (part, most) => {
  const built = (await buildWidget()).find(({ file }) => file === `widget-${part}.mjs`);
  expect(built?.gzipBytes).toBeLessThanOrEqual(most);
});

it('the part that watches a visit and says what came of it, fetched after the click, stays within 3.0 kB gzip', async () => {
  const watch = (await buildWidget()).find(({ file }) => file === 'widget-watch.mjs');
  expect(watch?.gzipBytes).toBeLessThanOrEqual(3000);
});

it('every language stays within 1 kB gzip', async () => {
  const languages = (await buildWidget()).filter(({ file }) => file.startsWith('widget-lang-'));
  expect(languages.length).toBeGreaterThan(0);
  for (const { file, gzipBytes } of languages) expect([file, gzipBytes <= 1000]).toEqual([file, true]);
});

it('no part carries a second copy of Lit or imports another file', async () => {
  const parts = (await buildWidget()).filter(({ file }) => file.startsWith('widget-'));
  const guilty = parts.filter(({ path }) => /_\$litPart\$|\bfrom[ "'`]/.test(readFileSync(path, 'utf8')));
  expect(guilty).toEqual([]);
});
