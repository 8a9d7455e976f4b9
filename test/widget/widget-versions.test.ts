import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepWidgetVersions, type WidgetVersions } from '../../server/widget-versions.ts';
import { type BuiltFile, buildWidget } from '../../widget/build.ts';
import { makeTempDir } from '../support/temp-dir.ts';

let dir: Awaited<ReturnType<typeof makeTempDir>>;
let files: readonly BuiltFile[];
let versions: WidgetVersions;

beforeAll(async () => {
  files = await buildWidget();
  dir = await makeTempDir('widget-versions');
  versions = keepWidgetVersions(dir.path, '1.0.0');
});
afterAll(() => dir.remove());

describe('the versions of the widget', () => {
  it('hold every part with its integrity', () => {
    expect(versions.files).toEqual(files.map(({ file }) => file));
    for (const { file, path } of files) {
      const hash = createHash('sha384').update(readFileSync(path)).digest('base64');
      expect(versions.integrity[file]).toBe(`sha384-${hash}`);
    }
  });

  it('keep the parts of an earlier release beside those of the next', () => {
    const next = keepWidgetVersions(dir.path, '2.0.0');
    const kept = next.pathOf(versions.current, 'widget-watch.mjs') ?? '';
    expect(readFileSync(kept)).toEqual(readFileSync(files.find(({ file }) => file === 'widget-watch.mjs')?.path ?? ''));
    expect(next.current).not.toBe(versions.current);
  });

  it.each([
    ['another version', '0.0.0-00000000', 'widget.js'],
    ['a way out of the folder', '..', 'widget'],
  ])('know no file of %s', (_, version, file) => {
    expect(versions.pathOf(version, file)).toBeUndefined();
  });

  it('know no file that was never part of the widget', () => {
    expect(versions.pathOf(versions.current, '../../key')).toBeUndefined();
    expect(versions.pathOf(versions.current, '__proto__')).toBeUndefined();
  });
});
