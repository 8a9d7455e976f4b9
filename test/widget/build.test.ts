import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltFile, buildWidget } from '../../widget/build.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

let files: readonly BuiltFile[];
beforeAll(async () => {
  files = await buildWidget();
});

const pathOf = (name: string) => files.find(({ file }) => file === name)?.path ?? '';

describe('a second build without changes', () => {
  it('is skipped without loading the bundler', async () => {
    const script = `import { registerHooks } from 'node:module';
      const asked = [];
      registerHooks({ resolve: (name, context, next) => (asked.push(name), next(name, context)) });
      const { buildWidget } = await import(${JSON.stringify(pathToFileURL(`${ROOT}widget/build.ts`).href)});
      await buildWidget();
      console.log(asked.length > 1, asked.includes('vite'))`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
    expect(stdout.trim()).toBe('true false');
  });
});

describe('in plain Node, without a document', () => {
  it.each(['widget.mjs', 'widget/index.ts'])('%s loads, throws nothing and defines nothing', async (name) => {
    const url = pathToFileURL(pathOf(name) || ROOT + name).href;
    const script = `const widget = await import(${JSON.stringify(url)});
      console.log(typeof widget.configure, globalThis.customElements?.get('messenger-button') ?? 'none')`;
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT });
    expect([stdout.trim(), stderr]).toEqual(['function none', '']);
  });
});

describe('what is built', () => {
  it('leaves nothing behind in the global scope', () => {
    expect(readFileSync(pathOf('widget.js'), 'utf8')).toMatch(/^\(function\(\)\{[\s\S]*\}\)\(\);\s*$/);
  });

  it('holds neither a schema library nor a way to turn text into code', () => {
    for (const { path } of files) expect(readFileSync(path, 'utf8')).not.toMatch(/zod|\beval\(|new Function/i);
  });
});
