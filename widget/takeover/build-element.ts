import type { Takeover } from '../../shared/visit.ts';
import type { OldMarkup, OldPlugin } from './read-old-markup.ts';
import { themeColour } from './theme-colour.ts';

/** The element that stands for each of Meta's plugins; what comes after `messenger-` is the entry point's variant too. */
const TAGS: Readonly<Record<OldPlugin, string>> = {
  'send-to-messenger': 'messenger-button',
  messengermessageus: 'messenger-button',
  'messenger-checkbox': 'messenger-checkbox',
  customerchat: 'messenger-bubble',
};

/** Meta's names for what the elements know by another one; where two are given, the first that is there counts. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'data-ref': ['ref', 'data_ref'],
  'user-token-url': ['user_token_url'],
  'user-token': ['user_token'],
  'user-ref': ['user_ref'],
  size: ['size'],
  color: ['color'],
  greeting: ['logged_out_greeting', 'logged_in_greeting', 'greeting_dialog_text'],
  'greeting-display': ['greeting_dialog_display'],
  'greeting-delay': ['greeting_dialog_delay'],
};

/** What a link says; `lang` where that is known. */
interface LinkText {
  readonly text: string;
  readonly lang?: string | undefined;
}

/** Answers the variant of entry point that stands for a plugin. */
export function variantOf(plugin: OldPlugin): string {
  return TAGS[plugin].replace('messenger-', '');
}

/** Builds the element that stands in the place of Meta's plugin, with the link it completes. */
export function buildElement(markup: OldMarkup, entry: Takeover, label: LinkText): HTMLElement {
  const element = document.createElement(TAGS[markup.plugin]);
  element.setAttribute('entry', entry.entry);
  for (const [name, olds] of Object.entries(ATTRIBUTES)) {
    const value = olds.map((old) => markup.get(old)).find(Boolean);
    if (value) element.setAttribute(name, value);
  }
  if (markup.get('minimized') === 'true') element.setAttribute('greeting-display', 'hide');
  const { accent, onAccent } = themeColour(markup.get('theme_color')) ?? entry.look;
  if (accent && onAccent) {
    element.style.setProperty('--messenger-accent', accent);
    element.style.setProperty('--messenger-on-accent', onAccent);
  }
  element.append(buildLink(entry.url, label));
  return element;
}

/** What is shown where the server has no entry point or is away: the Page's own link with the ref the page had given. */
export function buildPlainLink(markup: OldMarkup, label: LinkText): HTMLElement {
  const ref = markup.get('ref') ?? markup.get('data_ref');
  const link = buildLink(
    `https://m.me/${encodeURIComponent(markup.pageId)}${ref ? `?ref=${encodeURIComponent(ref)}` : ''}`,
    label,
  );
  link.target = '_blank';
  link.rel = 'noopener';
  return link;
}

function buildLink(href: string, { text, lang }: LinkText): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  if (lang) link.lang = lang;
  return link;
}
