import type { EntryPointPlugin } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import { languageOf } from '../texts/language-of.ts';
import { loadSdk } from './load-sdk.ts';
import type { MetaSdk, PluginEvent } from './meta-sdk.ts';
import { PluginFailed } from './plugin-failed.ts';

const RENDERED_WITHIN_MS = 4000;
const NAMES = { 'fb-send-to-messenger': 'send_to_messenger', 'fb-messenger-checkbox': 'messenger_checkbox' };

/** Which of Meta's plugins is wanted, and who hears what it tells once it stands there. */
export interface PluginWanted {
  readonly kind: keyof typeof NAMES;
  /** Tells this plugin's events from those of others on the page: they come to everybody. */
  readonly isMine: (event: PluginEvent) => boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly onEvent: (event: PluginEvent) => void;
}

/** Meta's plugin as it stands in an element. */
export interface ShownPlugin {
  readonly sdk: MetaSdk;
  readonly plugin: EntryPointPlugin;
  remove(): void;
}

/**
 * Puts Meta's plugin into an element, before the link, and answers once it says that it is rendered.
 * @throws {PluginFailed} when it does not within four seconds, or cannot; nothing of it is left then
 */
export async function showPlugin(
  element: EntryElement,
  plugin: EntryPointPlugin,
  wanted: PluginWanted,
): Promise<ShownPlugin> {
  const watch = watchPolicy(plugin);
  const box = document.createElement('div');
  let sdk: MetaSdk | undefined;
  const rendered = Promise.withResolvers<void>();
  const hear = (event: PluginEvent) => {
    if (!wanted.isMine(event)) return;
    if (event.event === 'rendered') rendered.resolve();
    if (event.event === 'hidden') rendered.reject(new PluginFailed('not_rendered'));
    wanted.onEvent(event);
  };
  const remove = () => {
    watch.stop();
    sdk?.Event.unsubscribe(NAMES[wanted.kind], hear);
    box.remove();
  };
  try {
    sdk = await Promise.race([loadSdk(plugin, languageOf(element), watch.signal), watch.failed]);
    sdk.Event.subscribe(NAMES[wanted.kind], hear);
    fillBox(box, plugin, wanted);
    element.insertBefore(box, element.link);
    sdk.XFBML.parse(element);
    await Promise.race([rendered.promise, watch.failed, late(watch.signal, box, plugin)]);
    watch.stop();
    return { sdk, plugin, remove };
  } catch (error) {
    remove();
    throw error instanceof PluginFailed ? error : new PluginFailed('other');
  }
}

function fillBox(box: HTMLElement, plugin: EntryPointPlugin, { kind, attributes }: PluginWanted): void {
  box.className = kind;
  // Says whose this is to whatever takes over Meta's markup on the page.
  box.dataset['threadtie'] = 'plugin';
  const all = { messenger_app_id: plugin.appId, page_id: plugin.pageId, ...attributes };
  for (const [name, value] of Object.entries(all)) box.setAttribute(name, value);
}

/** The four seconds, and the page's own policy, which says at once what it blocks. */
function watchPolicy({ sdkUrl }: EntryPointPlugin): { signal: AbortSignal; failed: Promise<never>; stop: () => void } {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(RENDERED_WITHIN_MS)]);
  const { origin } = new URL(sdkUrl);
  const failed = new Promise<never>((_, reject) => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI, effectiveDirective }) => {
        const fix = `The policy of this page needs ${effectiveDirective.replace('-elem', '')} ${blockedURI}.`;
        const isFrame = /^(frame|child)-src/.test(effectiveDirective);
        if (isFrame) reject(new PluginFailed('frame_blocked', { fix }));
        else if (blockedURI.startsWith(origin)) reject(new PluginFailed('sdk_blocked', { fix }));
      },
      { signal: over.signal },
    );
  });
  failed.catch(() => null);
  return { signal, failed, stop: () => over.abort() };
}

function late(signal: AbortSignal, box: HTMLElement, plugin: EntryPointPlugin): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(whyNot(box, plugin)));
  });
}

/** A frame of another site tells nothing, so this is what can be seen from outside, and what the server knows of app and Page. */
function whyNot(box: HTMLElement, { doubt }: EntryPointPlugin): PluginFailed {
  const frame = box.querySelector('iframe');
  if (frame?.getClientRects().length === 0 && box.getClientRects().length > 0) return new PluginFailed('frame_blocked');
  if (doubt) return new PluginFailed(doubt);
  return new PluginFailed(location.protocol === 'https:' ? 'not_rendered' : 'domain_not_whitelisted', {
    frame: frame?.src,
  });
}
