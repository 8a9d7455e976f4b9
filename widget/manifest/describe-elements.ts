/** One thing about an element, in the words of its documentation. */
interface Told {
  readonly name: string;
  readonly description: string;
  readonly type?: { readonly text: string };
}

/** An element as the custom-elements manifest describes it. */
export interface ElementDeclaration {
  readonly kind: 'class';
  readonly customElement: true;
  readonly name: string;
  readonly tagName: string;
  readonly description: string;
  readonly slots: readonly Told[];
  readonly attributes: readonly Told[];
  readonly events: readonly Told[];
  readonly cssParts: readonly Told[];
  readonly cssProperties: readonly Told[];
}

/**
 * The custom-elements manifest, for editors and documentation tools. @see https://github.com/webcomponents/custom-elements-manifest
 */
export interface ElementsManifest {
  readonly schemaVersion: '1.0.0';
  readonly modules: readonly {
    readonly kind: 'javascript-module';
    readonly path: string;
    readonly declarations: readonly ElementDeclaration[];
  }[];
}

const FILE = /(?:^|\/)(?:messenger-)?([a-z-]+)-element\.ts$/;
const BLOCK = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport (?:class|function)/g;
const TAG = /^@(\w+) (?:\{([^}]+)\} )?(\S+)(?: (?:- )?([\s\S]*))?$/;

/** Describes the elements by the documentation above them; files that document none are left out. */
export function describeElements(files: readonly { readonly path: string; readonly text: string }[]): ElementsManifest {
  const modules = files.flatMap(({ path, text }) => {
    const declaration = describe(path, text);
    if (!declaration) return [];
    return [{ kind: 'javascript-module' as const, path, declarations: [declaration] }];
  });
  return { schemaVersion: '1.0.0', modules };
}

function describe(path: string, text: string): ElementDeclaration | undefined {
  const word = FILE.exec(path)?.[1];
  const block = [...text.matchAll(BLOCK)].map(([, lines = '']) => lines).find((lines) => lines.includes(' * @slot'));
  if (!word || !block) return undefined;
  const [description = '', ...tags] = block.replaceAll(/^ \* ?/gm, '').split(/\n(?=@)/);
  const tagName = `messenger-${word}`;
  return {
    kind: 'class',
    customElement: true,
    name: `${pascal(tagName)}Element`,
    tagName,
    description: description.trim(),
    slots: read(tags, 'slot').map((slot) => ({ ...slot, name: slot.name === '-' ? '' : slot.name })),
    attributes: read(tags, 'attr'),
    events: read(tags, 'fires'),
    cssParts: read(tags, 'csspart'),
    cssProperties: read(tags, 'cssproperty'),
  };
}

function read(tags: readonly string[], wanted: string): Told[] {
  return tags.flatMap((tag) => {
    const [, kind, type, name = '', description = ''] = TAG.exec(tag.trim()) ?? [];
    if (kind !== wanted) return [];
    const told = { name, description: description.replaceAll(/\s+/g, ' ').trim() };
    return [type === undefined ? told : { ...told, type: { text: type } }];
  });
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
