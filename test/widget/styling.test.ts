import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { describeElements } from '../../widget/manifest/describe-elements.ts';

const WIDGET = fileURLToPath(new URL('../../widget/', import.meta.url));
const STATUS = 'elements/status-line-styles.ts';
const BUTTON = 'elements/messenger-button-styles.ts';
/** What is asked of a visit is shown in the status line of every element. */
const QUESTION = ['elements/quiet-button-styles.ts', 'question/question-styles.ts', 'question/create-question-line.ts'];
const CHAT_CODE = ['chat-code/chat-code-styles.ts', 'chat-code/create-chat-code.ts'];
const BELOW = [STATUS, ...QUESTION];
/** The panel holds a QR code, which wears what a QR code wears. */
const BUBBLE = [
  'bubble/bubble-styles.ts',
  'bubble/said-styles.ts',
  'bubble/create-bubble-attendant.ts',
  'qr/qr-styles.ts',
];
/** What styles only that which the code in a bubble's panel has not: a link to be seen, and buttons. */
const NOT_IN_PANEL = '--messenger-link';

/** For each element the file that documents it, and those that hold what it may wear and render beside that. */
const ELEMENTS: Readonly<Record<string, readonly [element: string, others: readonly string[]]>> = {
  'messenger-button': ['elements/messenger-button-element.ts', [BUTTON, ...BELOW, 'plugin/plugin-styles.ts']],
  'messenger-bubble': ['bubble/bubble-element.ts', [BUTTON, ...BELOW, ...BUBBLE]],
  'messenger-qr': ['qr/qr-element.ts', [...BELOW, 'qr/qr-styles.ts', ...CHAT_CODE]],
  'messenger-checkbox': ['checkbox/checkbox-element.ts', [...BELOW, 'checkbox/checkbox-styles.ts']],
  'messenger-link-status': [
    'link-status/link-status-element.ts',
    [BUTTON, ...BELOW, 'link-status/link-status-styles.ts', ...CHAT_CODE],
  ],
};

const read = (file: string) => readFileSync(WIDGET + file, 'utf8');
const names = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].toSorted();

describe.each(Object.entries(ELEMENTS))('<%s>', (tagName, [element, others]) => {
  const text = read(element);
  const around = others.map(read).join('\n');
  const [declaration] = describeElements([{ path: `widget/${element}`, text }]).modules[0]?.declarations ?? [];

  it('documents every custom property that its styles read, and no other', () => {
    expect(declaration?.tagName).toBe(tagName);
    const documented = declaration?.cssProperties?.map(({ name }) => name);
    const worn = names(around, /var\((--messenger-[\w-]+)/g);
    expect(documented?.toSorted()).toEqual(
      worn.filter((name) => tagName !== 'messenger-bubble' || name !== NOT_IN_PANEL),
    );
  });

  it('documents every part that it renders', () => {
    const base = others.includes(BUTTON) ? read('elements/entry-element.ts') : ' part="status"';
    const lent = exportedParts(around).map((name) => ` part="${name}"`);
    expect(declaration?.cssParts.map(({ name }) => name).toSorted()).toEqual(
      names(text + around + base + lent.join(''), / part="([\w-]+)"/g),
    );
  });
});

/** The parts that an element's markup hands on from what is within it. */
function exportedParts(markup: string): readonly string[] {
  return [...markup.matchAll(/ exportparts="([^"]*)"/g)].flatMap(([, names = '']) => names.split(', '));
}

it('the parts of the code in a bubble’s panel can be styled from the page, too', () => {
  const file = { path: 'widget/qr/qr-element.ts', text: read('qr/qr-element.ts') };
  const [code] = describeElements([file]).modules[0]?.declarations ?? [];
  const all = code?.cssParts.map(({ name }) => name) ?? [];
  expect(exportedParts(read('bubble/create-bubble-attendant.ts')).toSorted()).toEqual(
    all.filter((name) => !/^(save|chat-code.*)$/.test(name)).toSorted(),
  );
});

it('the parts around a chat code can be styled from the page, too', () => {
  const [, exported = ''] = /'exportparts', '([^']*)'/.exec(read('chat-code/create-chat-code-base.ts')) ?? [];
  expect(exported.split(', ').toSorted()).toEqual(names(CHAT_CODE.map(read).join(''), / part="([\w-]+)"/g));
});

/** Every declaration of every style sheet of the widget, without its custom properties and what they fall back to. */
function declarations(): readonly (readonly [property: string, value: string])[] {
  const files = readdirSync(WIDGET, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sheets = files.flatMap((file) => [...read(file).matchAll(/css`([^`]*)`/g)].map(([, css = '']) => css));
  return sheets.flatMap((css) =>
    [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(?<=[{;]\s*)([\w-]+):\s([^;{}]+);/g)].map(
      ([, property = '', value = '']) => [property, withoutProperties(value)] as const,
    ),
  );
}

/** A value without `var(--messenger-...)`; a fallback may hold brackets in brackets. */
function withoutProperties(value: string): string {
  return value.replace(/var\(--messenger-[\w-]+(?:, (?:[^()]|\((?:[^()]|\([^()]*\))*\))*)?\)/g, '').trim();
}

/** What may be said where a colour may stand, and is none, or is the text's own. */
const NO_COLOUR =
  /(?<![\w-])(none|transparent|inherit|currentColor|solid|inset|underline|opacity|auto|!important|-?[\d.]+(px|s|%)?)(?![\w-])/gi;
const COLOURED = /color|^(background|border|outline|box-shadow|text-shadow|fill|stroke|text-decoration|--)/;
/** Sizes, which are no colours, among the properties that are named like those that are. */
const SIZES = /-(width|radius|offset|style|linecap|linejoin|adjust)$/;

it('every colour of the look can be changed by a custom property; the code is black on white for scanners', () => {
  const all = declarations();
  const fixed = all.filter(([property, value]) => {
    const isNamed = COLOURED.test(property) && !SIZES.test(property) && value.replace(NO_COLOUR, '').trim() !== '';
    return isNamed || /#[\da-f]{3,8}\b|\b(rgba?|hsla?|hwb|(ok)?l(ab|ch)|color(-mix)?|light-dark)\(/i.test(value);
  });
  expect(all.length).toBeGreaterThan(200);
  expect(fixed.map((declaration) => declaration.join(': ')).toSorted()).toEqual([
    '--messenger-accent: #fff',
    '--messenger-on-accent: #2b5fd9',
    'background: #fff',
    'box-shadow: 0 4px 16px #0003',
    'box-shadow: inset 0 0 0 99px #0000001f',
    'fill: #000',
  ]);
});
