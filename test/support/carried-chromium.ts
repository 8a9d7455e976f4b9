import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser to start, and what its environment needs besides. */
export interface StartableBrowser {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'threadtie');
const PACKAGE = join(ROOT, 'node_modules', '@sparticuz', 'chromium');
const INFLATE_MS = 180_000;
const FONT_SETTINGS = 'our-fonts.conf';

// The package unpacks into whatever TMPDIR says, so it runs in a process of its own; the libraries are not unpacked by default.
const INFLATE = `
  import { default as chromium, inflate } from '@sparticuz/chromium';
  await chromium.executablePath();
  await inflate(process.argv[1]);
`;

/**
 * The Chromium that an npm package carries, unpacked once per version and kept for the next run.
 * @throws {Error} this machine is not Linux on x64, or the package is not installed
 */
export async function carriedChromium(): Promise<StartableBrowser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('it runs on Linux x64 only');
  const { version }: { version: string } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = join(CACHE, `chromium-${version}-with-fonts`);
  if (!existsSync(folder)) await inflateInto(folder);
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, FONT_SETTINGS) },
  };
}

/** Unpacks beside the target and renames: whoever looks meanwhile, or does the same, sees all of it or nothing. */
async function inflateInto(folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(join(CACHE, 'inflating-'));
  try {
    const args = ['--input-type=module', '-e', INFLATE, join(PACKAGE, 'bin', 'al2023.tar.br')];
    await promisify(execFile)(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: draft },
      timeout: INFLATE_MS,
    });
    await writeFile(join(draft, FONT_SETTINGS), fontSettings(folder));
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The package's own settings name folders of another machine: without fonts no text shows, and some text ends the browser. */
function fontSettings(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) => `<alias><family>${family}</family><default><family>Open Sans</family></default></alias>`,
  );
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((path) => `<dir>${path}</dir>`),
    `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    ...aliases,
    '</fontconfig>',
    '',
  ].join('\n');
}
