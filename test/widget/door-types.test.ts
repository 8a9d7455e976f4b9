import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleSnippets } from '../../server/entry-points/snippets/example-snippets.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';
import { FRAMEWORKS, PROGRAMS } from './door-programs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const STRICT = {
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  types: [],
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};
const MODULES = {
  bundler: { module: 'ESNext', moduleResolution: 'Bundler' },
  nodenext: { module: 'NodeNext', moduleResolution: 'NodeNext' },
} as const;

const run = promisify(execFile);
const manifest: { exports: Record<string, { types?: string; default?: string }> } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

let dir: TempDir;
beforeAll(async () => {
  dir = await makeTempDir('door-types');
  write('package.json', '{ "type": "module" }');
  // As an installed package, not as a link: what it adds to a framework is looked up from where it lies.
  write('node_modules/threadtie/package.json', JSON.stringify(manifest));
  cpSync(join(ROOT, 'widget/types'), join(dir.path, 'node_modules/threadtie/widget/types'), { recursive: true });
  for (const [path, text] of Object.entries(FRAMEWORKS)) write(`node_modules/${path}`, text);
  for (const [path, text] of Object.entries(PROGRAMS)) write(path, text);
  for (const { id, code } of exampleSnippets({ version: '1', integrity: {} }).data) {
    if (id === 'react' || id === 'next') write(`${id}-snippet.tsx`, `import type {} from 'threadtie/react';\n${code}`);
  }
});
afterAll(() => dir.remove());

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir.path, path)), { recursive: true });
  writeFileSync(join(dir.path, path), text);
}

/** What tsc says of all programs of a site, and of the published types themselves. */
async function check(name: keyof typeof MODULES): Promise<string> {
  const include = ['*.ts', '*.tsx'];
  write(`${name}.json`, JSON.stringify({ compilerOptions: { ...STRICT, ...MODULES[name] }, include }));
  const args = [TSC, '-p', `${name}.json`, '--pretty', 'false'];
  const told = await run(process.execPath, args, { cwd: dir.path }).catch((error: Error & { stdout: string }) => error);
  return 'message' in told ? told.stdout + told.message : told.stdout;
}

describe('the types of the package', () => {
  it('stand behind each of its doors', () => {
    const doors = Object.entries(manifest.exports).filter(([door]) => !door.endsWith('.json'));
    expect(doors.map(([door, { types }]) => [door, types])).toEqual([
      ['.', './widget/types/index.d.mts'],
      ['./pure', './widget/types/pure.d.mts'],
      ['./react', './widget/types/react.d.mts'],
      ['./vue', './widget/types/vue.d.mts'],
      ['./svelte', './widget/types/svelte.d.mts'],
    ]);
  });

  it.each(['bundler', 'nodenext'] as const)(
    'let programs of React, Vue, Svelte and none compile, and their mistakes not: %s',
    async (name) => {
      // Each mistake is expected where it stands: one that passes is an error as well.
      expect(await check(name)).toBe('');
    },
  );
});
