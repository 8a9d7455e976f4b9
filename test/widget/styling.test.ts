import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeElements } from '../../widget/manifest/describe-elements.ts';

const WIDGET = fileURLToPath(new URL('../../widget/', import.meta.url));
const STATUS = 'elements/status-line-styles.ts';
const BUTTON = 'elements/messenger-button-styles.ts';

/** For each element the file that documents it, the styles it wears and what it renders. */
const ELEMENTS: Readonly<Record<string, readonly [element: string, styles: readonly string[]]>> = {
  'messenger-button': ['elements/messenger-button-element.ts', [BUTTON, STATUS]],
  'messenger-bubble': ['bubble/bubble-element.ts', [BUTTON, STATUS, 'bubble/bubble-styles.ts']],
  'messenger-qr': ['qr/qr-element.ts', [STATUS, 'qr/qr-styles.ts']],
  'messenger-checkbox': ['checkbox/checkbox-element.ts', [STATUS, 'checkbox/checkbox-styles.ts']],
  'messenger-link-status': [
    'link-status/link-status-element.ts',
    [BUTTON, STATUS, 'link-status/link-status-styles.ts'],
  ],
};

const read = (file: string) => readFileSync(WIDGET + file, 'utf8');
const names = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].toSorted();

describe.each(Object.entries(ELEMENTS))('<%s>', (tagName, [element, styles]) => {
  const text = read(element);
  const css = styles.map(read).join('\n');
  const [declaration] = describeElements([{ path: `widget/${element}`, text }]).modules[0]?.declarations ?? [];

  it('documents every custom property that its styles read, and no other', () => {
    expect(declaration?.tagName).toBe(tagName);
    const documented = declaration?.cssProperties?.map(({ name }) => name);
    expect(documented?.toSorted()).toEqual(names(css, /var\((--messenger-[\w-]+)/g));
  });

  it('documents every part that it renders', () => {
    const own = names(
      text + (styles.includes(BUTTON) ? read('elements/entry-element.ts') : ' part="status"'),
      / part="([\w-]+)"/g,
    );
    expect(declaration?.cssParts.map(({ name }) => name).toSorted()).toEqual(own);
  });
});

it('every colour of the look can be changed by a custom property; the code is black on white for scanners', () => {
  const all = [...new Set(Object.values(ELEMENTS).flatMap(([, styles]) => styles))];
  const fixed = all.flatMap((file) =>
    read(file)
      .split('\n')
      .filter((line) => /#[\da-f]{3,8}\b/i.test(line) && !/var\(--messenger-[\w-]+, |^ *\*|^\/\//.test(line))
      .map((line) => line.trim()),
  );
  expect(fixed.toSorted()).toEqual([
    '--messenger-accent: #fff;',
    '--messenger-on-accent: #2b5fd9;',
    'background: #fff;',
    'box-shadow: 0 4px 16px #0003;',
    'box-shadow: inset 0 0 0 99px #0000001f;',
    'fill: #000;',
  ]);
});
