import type { EntryPointRow } from '../store.ts';

/** What a snippet says of an entry point. */
export interface SnippetSubject extends Pick<EntryPointRow, 'key' | 'variant' | 'label' | 'allowsPlugin' | 'pageId'> {
  /** The link with the campaign ref. */
  readonly url: string;
  readonly platform: 'messenger' | 'instagram';
}

const LABELS: Readonly<Record<SnippetSubject['variant'], string>> = {
  button: 'Message us',
  bubble: 'Message us',
  qr: 'Open Messenger',
  checkbox: 'Continue in Messenger',
};

/** The tag of the entry point's element. */
export function tagOf({ variant }: SnippetSubject): string {
  return `messenger-${variant}`;
}

/** What the link inside says where nobody gave it a label. */
export function labelOf({ label, variant }: SnippetSubject): string {
  return label ?? LABELS[variant];
}

/** Whether Meta's own plugin may take the place of the element's own control. */
export function mayUsePlugin({ allowsPlugin, platform, variant }: SnippetSubject): boolean {
  return allowsPlugin && platform === 'messenger' && (variant === 'button' || variant === 'checkbox');
}

/** The attributes of the element, in order; an empty value stands for one without. */
export function attributesOf(subject: SnippetSubject): readonly (readonly [name: string, value: string])[] {
  return [
    ['entry', subject.key],
    ...(subject.variant === 'checkbox' ? [['name', 'messenger'] as const] : []),
    ...(mayUsePlugin(subject) ? [['plugin', ''] as const] : []),
  ];
}

/**
 * The element with a link inside that works by itself.
 * @param more a further attribute as the place writes it, such as `data-ref={order}`
 */
export function writeElement(subject: SnippetSubject, more = ''): string {
  const tag = tagOf(subject);
  const attributes = attributesOf(subject).map(([name, value]) => (value ? `${name}="${escapeHtml(value)}"` : name));
  const opening = [tag, ...attributes, ...(more ? [more] : [])].join(' ');
  return `<${opening}><a href="${escapeHtml(subject.url)}">${escapeHtml(labelOf(subject))}</a></${tag}>`;
}

/** Text for HTML and for every place that reads it: to JSX, Liquid, Vue and Svelte a brace would begin a command. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'{}]/g, (character) => `&${ENTITIES[character] ?? ''};`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#39',
  '{': '#123',
  '}': '#125',
};
