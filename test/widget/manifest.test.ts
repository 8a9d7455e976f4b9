import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import {
  describeElements,
  type ElementDeclaration,
  type ElementsManifest,
} from '../../widget/manifest/describe-elements.ts';

const WIDGET = fileURLToPath(new URL('../../widget/', import.meta.url));
const TYPES = readFileSync(`${WIDGET}types/attributes.d.ts`, 'utf8');

let elements: ElementDeclaration[];
beforeAll(async () => {
  const [first] = await buildWidget();
  const path = join(dirname(first?.path ?? ''), 'custom-elements.json');
  const manifest: ElementsManifest = JSON.parse(readFileSync(path, 'utf8'));
  elements = manifest.modules.flatMap((module) => module.declarations);
});

describe('the custom-elements manifest', () => {
  it('describes each of the five elements: slots, attributes, events, parts', () => {
    expect(elements.map(({ tagName }) => tagName).toSorted()).toEqual([
      'messenger-bubble',
      'messenger-button',
      'messenger-checkbox',
      'messenger-link-status',
      'messenger-qr',
    ]);
    for (const { attributes, events, slots, cssParts, description } of elements) {
      expect(attributes.map(({ name }) => name)).toEqual(expect.arrayContaining(['entry', 'data-ref', 'state']));
      expect(events.map(({ name }) => name)).toContain('messenger-open');
      expect(slots[0]).toMatchObject({ name: '', description: expect.stringContaining('m.me') });
      expect([description.length, cssParts.length].every((length) => length > 0)).toBe(true);
    }
  });

  it('names for each element the attributes that the types for frameworks know, and no other', () => {
    const typed = (name: string): string[] => {
      const [, body = ''] = new RegExp(`interface ${name}Attributes[^{]*{([^}]*)}`).exec(TYPES) ?? [];
      return [...body.matchAll(/^ {2}readonly '?([\w-]+)'?\??:/gm)].map(([, attribute = '']) => attribute);
    };
    const common = typed('Entry').filter((name) => name !== 'lang');
    const [, body = ''] = /interface ElementAttributes {([^}]*)}/.exec(TYPES) ?? [];
    const known = [...body.matchAll(/'([\w-]+)': (\w+)Attributes/g)].map(([, tagName, name = '']) => ({
      tagName,
      names: [...common, ...typed(name)].toSorted(),
    }));
    const documented = elements.map(({ tagName, attributes }) => ({
      tagName,
      names: attributes.map(({ name }) => name).toSorted(),
    }));
    const byTag = (one: { tagName?: string | undefined }) => one.tagName ?? '';
    const sorted = <T extends { tagName?: string | undefined }>(all: readonly T[]) =>
      all.toSorted((one, other) => byTag(one).localeCompare(byTag(other)));
    expect(sorted(known)).toEqual(sorted(documented));
  });

  it('keeps a description of several lines together', () => {
    const text =
      '/**\n * Does it.\n *\n * @slot - One\n *   and two.\n * @attr {string} a-b - What.\n */\nexport class X {}\n';
    const [module] = describeElements([{ path: 'widget/elements/messenger-thing-element.ts', text }]).modules;
    expect(module?.declarations[0]).toMatchObject({
      name: 'MessengerThingElement',
      description: 'Does it.',
      slots: [{ name: '', description: 'One and two.' }],
      attributes: [{ name: 'a-b', type: { text: 'string' }, description: 'What.' }],
    });
  });
});
