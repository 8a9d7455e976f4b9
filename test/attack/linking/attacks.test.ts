import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ESTree } from 'vite';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../architecture/house.ts';
import { parseSource, visit } from '../../architecture/source-file.ts';
import { ATTACKS, type Shown } from './attacks.ts';

const read = new Map<string, { readonly text: string; readonly titles: ReadonlyMap<string, string> }>();

/** The titles of a file's tests, each with what is called to declare it. */
function open(file: string) {
  const known = read.get(file);
  if (known) return known;
  const text = readFileSync(join(ROOT, 'test', file), 'utf8');
  const titles = new Map<string, string>();
  const parsed = parseSource(file, text);
  visit(parsed, {
    CallExpression({ callee, arguments: [title] }) {
      const name = text.slice(callee.start, callee.end);
      if (title?.type === 'Literal' && /^(test|it)\b/.test(name)) titles.set(valueOf(title), name);
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
  const declared = titles.get(title);
  if (declared === undefined) return `${file} has no test "${title}"`;
  if (/^(test|it)\.(skip|todo|fails|skipIf|runIf)\b/.test(declared)) return `${file} leaves out "${title}"`;
  if (row !== undefined && !text.includes(`'${row}'`)) return `${file} has no row "${row}"`;
  return null;
}

describe('the list of attacks', () => {
  test('names tests that are there and run', () => {
    expect(Object.values(ATTACKS).flat().map(faultOf).filter(Boolean)).toEqual([]);
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
