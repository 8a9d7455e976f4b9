/** Which of Meta's plugins a piece of markup asked for. */
export type OldPlugin = 'send-to-messenger' | 'messengermessageus' | 'messenger-checkbox' | 'customerchat';

/** What a piece of Meta's markup says, whichever way its attributes were spelled. */
export interface OldMarkup {
  readonly plugin: OldPlugin;
  readonly pageId: string;
  /** An attribute by Meta's name; undefined where it is missing or empty. */
  get(name: string): string | undefined;
  /** Changes when anything that the markup says changes. */
  readonly signature: string;
}

const PLUGINS: readonly OldPlugin[] = ['send-to-messenger', 'messengermessageus', 'messenger-checkbox', 'customerchat'];

/** Finds Meta's markup of every kind that can be taken over. */
export const OLD_MARKUP = PLUGINS.map((plugin) => `.fb-${plugin}`).join();

/** Reads Meta's markup, or answers undefined while it lacks its class or a Page. */
export function readOldMarkup(element: Element): OldMarkup | undefined {
  const plugin = PLUGINS.find((name) => element.classList.contains(`fb-${name}`));
  const said = new Map<string, string>();
  for (const { name, value } of element.attributes) {
    if (value.trim() && !OURS.test(name)) said.set(plain(name), value.trim());
  }
  const pageId = said.get('pageid');
  if (!plugin || !pageId) return undefined;
  return { plugin, pageId, get: (name) => said.get(plain(name)), signature: JSON.stringify([...said]) };
}

/** Written by whoever renders into the markup, or of no meaning to it. */
const OURS = /^(fb-|style$|id$)/;

/** `page_id`, `page-id`, `data-page_id`, `data-page-id`, and `pageId`, which HTML writes small, are one name. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^data-/, '')
    .replace(/[-_]/g, '');
}
