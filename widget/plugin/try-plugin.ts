import type { EntryPointConfig, EntryPointPlugin } from '../../shared/visit.ts';
import type { EntryElement } from '../elements/entry-element.ts';
import type { Kit } from '../kit.ts';
import { askConsent } from './ask-consent.ts';
import { isFiltered } from './is-filtered.ts';
import { PluginFailed } from './plugin-failed.ts';
import type { PluginWanted, ShownPlugin } from './show-plugin.ts';
import { showPlugin } from './show-plugin.ts';

const ANSWER_WITHIN_MS = 2000;

/**
 * Shows Meta's plugin in an element, in the visitor's act: where the server allows it now, and the visitor has agreed.
 * `wanted` is asked for only then. Answers undefined where the link is to go on; what failed is told to the page.
 */
export async function tryPlugin(
  kit: Pick<Kit, 'apiUrl'>,
  element: EntryElement,
  wanted: () => PluginWanted | undefined,
): Promise<ShownPlugin | undefined> {
  const plugin = await allowedPlugin(kit, element.entry);
  if (!plugin || !(await askConsent(element))) return undefined;
  const now = wanted();
  if (!now) return undefined;
  try {
    return await showPlugin(element, plugin, now);
  } catch (error) {
    // Not waited for: the link is to open while this is still the visitor's act.
    void tell(element, error as PluginFailed);
    return undefined;
  }
}

/** Asked at each act, so that a plugin switched off at the server is off on every page at once. */
async function allowedPlugin({ apiUrl }: Pick<Kit, 'apiUrl'>, entry: string): Promise<EntryPointPlugin | null> {
  try {
    const response = await fetch(apiUrl(`/v1/entry-points/${encodeURIComponent(entry)}/config`), {
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? ((await response.json()) as EntryPointConfig).plugin : null;
  } catch {
    return null;
  }
}

/** Tells the page, whose part for counting tells the server; the console hears only of what the site can mend. */
async function tell(element: EntryElement, failed: PluginFailed): Promise<void> {
  // Where the browser lets no tab open so late, this page is being left by now.
  const leaves = new Promise<false>((resolve) => addEventListener('pagehide', () => resolve(false), { once: true }));
  const isBlocked = failed.frame && (await Promise.race([isFiltered(failed.frame), leaves]));
  const { message, fix } = isBlocked ? new PluginFailed('frame_blocked') : failed;
  if (fix) element.report('plugin_failed', message);
  else element.mention('plugin_failed', message);
}
