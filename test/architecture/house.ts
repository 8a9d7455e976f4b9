import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Finding, parseSource, type SourceFile } from './source-file.ts';

/** Everything the rules look at. */
export interface House {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

/** Looks at one file and says what is wrong in it. */
export type Rule = (file: SourceFile, house: House) => Finding[];

/** The top of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const FOLDERS = ['shared', 'widget', 'server', 'test'];
const GENERATED = new Set(['node_modules', 'dist', 'data']);

/** Reads and parses every TypeScript file of the repository. */
export function readHouse(): House {
  const paths = ['vitest.config.ts', ...FOLDERS.flatMap(listSources)];
  const manifest: Partial<Record<'dependencies' | 'devDependencies', Record<string, string>>> = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  return {
    files: new Map(paths.map((path) => [path, parseSource(path, readFileSync(join(ROOT, path), 'utf8'))])),
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
  };
}

/** A house of a few files, written out in a test. */
export function plantHouse(texts: Record<string, string>): House {
  return {
    files: new Map(Object.entries(texts).map(([path, text]) => [path, parseSource(path, text)])),
    dependencies: ['zod', 'hono', '@hono/node-server', '@hono/zod-openapi', 'drizzle-orm', 'lit', 'vite', 'pg'],
    devDependencies: ['drizzle-kit', 'vitest'],
  };
}

/** What a rule finds in all files of a house, as lines that lead to the place. */
export function inspect(house: House, rule: Rule): string[] {
  const findings = [...house.files.values()].flatMap((file) => rule(file, house));
  return findings.map(({ place, message }) => `${place}  ${message}`);
}

/** What a rule says of one file that holds the text. */
export function messagesFor(rule: Rule, path: string, text: string, others: Record<string, string> = {}): string[] {
  const house = plantHouse({ ...others, [path]: text });
  const file = house.files.get(path);
  return file ? rule(file, house).map((finding) => finding.message) : [];
}

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (GENERATED.has(name)) return [];
    if (statSync(join(ROOT, path)).isDirectory()) return listSources(path);
    return name.endsWith('.ts') ? [path] : [];
  });
}
