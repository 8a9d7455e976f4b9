import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESTree } from 'vite';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../architecture/house.ts';
import { parseSource, visit } from '../../architecture/source-file.ts';
import { ATTACKS, type Shown } from './attacks.ts';

/** A test as it stands in its file: what is called to declare it, and the whole of it. */
interface Declared {
  readonly by: string;
  readonly whole: string;
}

const read = new Map<string, { readonly text: string; readonly titles: ReadonlyMap<string, Declared> }>();

/** The titles of a file's tests, each with the test. */
function open(file: string) {
  const known = read.get(file);
  if (known) return known;
  const text = readFileSync(join(ROOT, 'test', file), 'utf8');
  const titles = new Map<string, Declared>();
  const parsed = parseSource(file, text);
  visit(parsed, {
    CallExpression({ callee, arguments: [title], start, end }) {
      const by = text.slice(callee.start, callee.end);
      if (title?.type !== 'Literal' || !/^(test|it)\b/.test(by)) return;
      titles.set(valueOf(title), { by, whole: text.slice(start, end) });
    },
  });
  const opened = { text, titles };
  read.set(file, opened);
  return opened;
}

function valueOf({ value }: Extract<ESTree.Argument, { type: 'Literal' }>): string {
  return String(value);
}

/** What is wrong with what the list says of a test; null: it runs, by this very name. */
function faultOf({ file, title, row }: Shown): string | null {
  const { text, titles } = open(file);
  const by = titles.get(title)?.by;
  if (by === undefined) return `${file} has no test "${title}"`;
  if (/^(test|it)\.(skip|todo|fails|skipIf|runIf)\b/.test(by)) return `${file} leaves out "${title}"`;
  if (row !== undefined && !text.includes(`'${row}'`)) return `${file} has no row "${row}"`;
  return null;
}

/** The attacks that are refused, and seen to succeed without a defence, of which the list says nothing. */
function missingFrom(listed: readonly Shown[]): string[] {
  const known = new Set(listed.map(({ file, title }) => `${file} ${title}`));
  return globSync('attack/linking/*.test.ts', { cwd: join(ROOT, 'test') }).flatMap((file) =>
    [...open(file).titles]
      .filter(([title, { whole }]) => whole.includes('expectRefused(') && !known.has(`${file} ${title}`))
      .map(([title]) => `${file} ${title}`),
  );
}

describe('the list of attacks', () => {
  test('names tests that are there and run', () => {
    expect(Object.values(ATTACKS).flat().map(faultOf).filter(Boolean)).toEqual([]);
  });

  test('has every attack that is tried with and without its defence', () => {
    const listed = Object.values(ATTACKS).flat();
    expect(missingFrom(listed)).toEqual([]);
    const without = listed.filter(({ file }) => file.startsWith('attack/linking/visits'));
    expect(missingFrom(listed.filter((one) => one !== without[0]))).toHaveLength(1);
  });

  test('has at least ten whose defence is switched off, to see them succeed', () => {
    const defences = Object.values(ATTACKS).flatMap((shown) => shown.flatMap(({ without = [] }) => without));
    expect(new Set(defences).size).toBeGreaterThanOrEqual(10);
    expect(Object.values(ATTACKS).every((shown) => shown.length > 0)).toBe(true);
  });

  test('notices a test that was renamed, and a row that was taken out', () => {
    const [first] = ATTACKS['alg none'] ?? [];
    expect(faultOf({ file: '', title: '', ...first, row: 'a row that there never was' })).toContain('no row');
    expect(faultOf({ file: '', ...first, title: 'a test that there never was' })).toContain('no test');
  });
});
