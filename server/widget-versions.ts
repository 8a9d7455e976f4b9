import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ThreadtieError } from './base/errors.ts';

const BUILT = fileURLToPath(new URL('../dist/widget', import.meta.url));

/** Every version of the widget that this installation has served: pages pin them, so they stay after an upgrade. */
export interface WidgetVersions {
  /** Names the files that are served under `/widget.js`: release and content. */
  readonly current: string;
  /** The current files: the two entries, and the parts that they fetch when something needs them. */
  readonly files: readonly string[];
  /** Path of a file of a version; undefined when it was never here. */
  pathOf(version: string, file: string): string | undefined;
  /** Subresource integrity of the current files. */
  readonly integrity: Readonly<Record<string, string>>;
}

/**
 * Keeps the widget that was built beside those of earlier releases, in the data folder.
 * @throws {ThreadtieError} `internal` when it was not built
 */
export function keepWidgetVersions(dataDir: string, release: string): WidgetVersions {
  const files = JSON.parse(readBuilt('files.json').toString()) as string[];
  const bytes = files.map((file) => [file, readBuilt(file)] as const);
  const content = createHash('sha256');
  for (const [, part] of bytes) content.update(part);
  const current = `${release}-${content.digest('hex').slice(0, 8)}`;
  const kept = join(dataDir, 'widget');
  const folder = join(kept, current);
  mkdirSync(folder, { recursive: true });
  for (const file of files) if (!existsSync(join(folder, file))) copyFileSync(join(BUILT, file), join(folder, file));
  const known = new Set(
    readdirSync(kept).flatMap((version) => readdirSync(join(kept, version)).map((file) => join(version, file))),
  );
  return {
    current,
    files,
    pathOf: (version, file) => (known.has(join(version, file)) ? join(kept, version, file) : undefined),
    integrity: Object.fromEntries(
      bytes.map(([file, part]) => [file, `sha384-${createHash('sha384').update(part).digest('base64')}`]),
    ),
  };
}

function readBuilt(file: string): Buffer {
  try {
    return readFileSync(join(BUILT, file));
  } catch (cause) {
    throw new ThreadtieError('internal', 'The widget has not been built.', 'Run "npm run build".', { cause });
  }
}
