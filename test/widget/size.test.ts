import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';

const MOST_BYTES = 9000;

it.each(['widget.js', 'widget.mjs'])(
  '%s, all that is fetched to render a button, stays within 9.0 kB gzip',
  async (name) => {
    const path = (await buildWidget()).find(({ file }) => file === name)?.path ?? '';
    const content = readFileSync(path, 'utf8');
    expect(gzipSync(content, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
    expect(content).not.toMatch(/\bimport[ {*"'`]|\bfrom[ "'`]/);
  },
);

it('the part that watches a visit, fetched after the click, stays within 2.0 kB gzip', async () => {
  const watch = (await buildWidget()).find(({ file }) => file === 'widget-watch.mjs');
  expect(watch?.gzipBytes).toBeLessThanOrEqual(2000);
});
