import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describeElements } from './manifest/describe-elements.ts';
import { trimLit } from './trim-lit.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const OUT = join(ROOT, 'dist/widget');
const STAMP = join(OUT, '.inputs');
/** Names the files for the server; what an older build left beside them is not served. */
const LIST = join(OUT, 'files.json');
const REBUILD_AFTER_MS = 100;

// Outside a browser the modules must load and do nothing; Lit touches these two names while it loads.
const OUTSIDE_BROWSERS = 'const{HTMLElement=class{},document={createTreeWalker(){}}}=globalThis;';

/** The widget as a classic script and as ES modules (one that defines the elements, one that leaves it to the site). */
const ENTRIES: readonly Output[] = [
  { file: 'widget.js', entry: 'widget/script.ts', format: 'iife', banner: '' },
  { file: 'widget.mjs', entry: 'widget/index.ts', format: 'es', banner: OUTSIDE_BROWSERS },
  { file: 'widget.pure.mjs', entry: 'widget/pure.ts', format: 'es', banner: OUTSIDE_BROWSERS },
  { file: 'widget-watch.mjs', entry: 'widget/watch.ts', format: 'es', banner: '' },
];

/** Every file of widget/parts becomes one beside the entry, which either entry fetches when something needs it. */
function listOutputs(): readonly Output[] {
  const parts = readdirSync(join(ROOT, 'widget/parts'))
    .filter((file) => file.endsWith('.ts'))
    .toSorted();
  return [
    ...ENTRIES,
    ...parts.map((part) => ({
      file: `widget-${part.replace(/ts$/, 'mjs')}`,
      entry: `widget/parts/${part}`,
      format: 'es' as const,
      banner: '',
    })),
  ];
}

interface Output {
  readonly file: string;
  readonly entry: string;
  readonly format: 'iife' | 'es';
  readonly banner: string;
}

/** A built file with its size as it is and as it travels. */
export interface BuiltFile {
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Builds the widget into dist/widget unless what is there was built from the same inputs; answers the files' sizes. */
export async function buildWidget(): Promise<readonly BuiltFile[]> {
  const inputs = hashInputs();
  const outputs = listOutputs();
  const isCurrent =
    [...outputs.map(({ file }) => join(OUT, file)), LIST].every((path) => existsSync(path)) && readStamp() === inputs;
  if (!isCurrent) {
    const before = process.env['NODE_ENV'];
    await Promise.all(outputs.map(buildOne));
    replaceFile(LIST, JSON.stringify(outputs.map(({ file }) => file)));
    replaceFile(join(OUT, 'custom-elements.json'), JSON.stringify(describeElements(readElements()), null, 2));
    // The bundler sets it to production: a server that starts in this process next would believe it.
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
    replaceFile(STAMP, inputs);
  }
  return outputs.map(({ file }) => measure(file));
}

async function buildOne({ file, entry, format, banner }: Output): Promise<void> {
  // Imported here: loading the bundler costs more than everything else a start without changes does.
  const { build } = await import('vite');
  const results = await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    // Said outright, so that NODE_ENV=test or development does not put Lit's development build into the file.
    resolve: { conditions: ['module', 'browser', 'production'] },
    define: { __THREADTIE_VERSION__: JSON.stringify(readVersion()) },
    plugins: [
      { name: 'smaller-css-tag', enforce: 'pre', resolveId: replaceCssTag },
      { name: 'less-of-lit', enforce: 'pre', transform: trimLit },
      { name: 'squeeze-templates', enforce: 'pre', transform: squeezeTemplates },
    ],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(ROOT, entry), formats: [format], name: 'Threadtie', fileName: () => file },
      rolldownOptions: {
        optimization: { inlineConst: true },
        output: { minify: true, postBanner: banner },
      },
    },
  });
  const chunks = [results].flat().flatMap((result) => ('output' in result ? result.output : []));
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error(`Expected "${entry}" to become one file.`);
  // What the minifier leaves for a bundler that comes after it; none does.
  replaceFile(join(OUT, file), chunk.code.replace(/\s*\/\* @(__PURE__|vite-ignore) \*\/\s*/g, ''));
}

/** Whoever reads meanwhile sees the old file or the new one, never half of either. */
function replaceFile(path: string, content: string): void {
  mkdirSync(OUT, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** Half of this module of Lit's is for browsers that the widget leaves with the plain link. */
function replaceCssTag(source: string): string | null {
  return source === './css-tag.js' ? join(ROOT, 'widget/elements/css-tag.ts') : null;
}

/** Takes indentation out of css`...` and html`...`, and comments: the minifier leaves template literals as they are. */
function squeezeTemplates(code: string, id: string): string | null {
  if (!id.startsWith(join(ROOT, 'widget'))) return null;
  return code
    .replace(/css`[^`]*`/g, (styles) =>
      styles
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s*([{};,]|: )\s*/g, (_, mark: string) => mark.trim())
        .replace(/;}/g, '}'),
    )
    .replace(/\n\s+(?=[<>$])/g, '')
    .replace(/\n\s+(?=[\w@.?-]+=["$])/g, ' ');
}

function measure(file: string): BuiltFile {
  const path = join(OUT, file);
  const content = readFileSync(path);
  return { file, path, bytes: content.length, gzipBytes: gzipSync(content, { level: 9 }).length };
}

function readVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

function readStamp(): string {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
}

/** Everything the output depends on: our sources, and by the lock file every package. */
function hashInputs(): string {
  const hash = createHash('sha256');
  const files = [...listFiles('widget'), ...listFiles('shared').filter((file) => !file.includes('/api/'))];
  for (const file of [...files, 'package-lock.json', 'tsconfig.json'].toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The files that document an element. */
function readElements(): { path: string; text: string }[] {
  const paths = listFiles('widget').filter((file) => file.endsWith('-element.ts'));
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

async function buildAndPrint(): Promise<void> {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(2)} kB`;
  for (const { file, bytes, gzipBytes } of await buildWidget()) {
    console.log(`widget  ${file.padEnd(24)} ${kilobytes(bytes).padStart(9)}  gzip ${kilobytes(gzipBytes)}`);
  }
}

function rebuildOnChange(): void {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void buildAndPrint().catch((error: unknown) => console.error(error)), REBUILD_AFTER_MS);
  };
  for (const folder of ['widget', 'shared']) watch(join(ROOT, folder), { recursive: true }, soon);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildAndPrint();
  if (process.argv.includes('--watch')) rebuildOnChange();
}
