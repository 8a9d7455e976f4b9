import type { EntryElement } from '../elements/entry-element.ts';
import type { Kit } from '../kit.ts';
import type { PluginWanted, ShownPlugin } from '../plugin/show-plugin.ts';
import { tryPlugin } from '../plugin/try-plugin.ts';
import { upgradeClicks } from '../plugin/upgrade-clicks.ts';

/** Shows Meta's plugin in an element of another part, under the same conditions as in a button. */
export let show: (element: EntryElement, wanted: () => PluginWanted | undefined) => Promise<ShownPlugin | undefined>;

/** Takes what the entry lends, and from now on heeds clicks on elements with the `plugin` attribute. */
export function define(kit: Kit): void {
  show = (element, wanted) => tryPlugin(kit, element, wanted);
  upgradeClicks(kit);
}
