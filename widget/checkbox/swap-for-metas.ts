import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import type { PluginWanted, ShownPlugin } from '../plugin/show-plugin.ts';
import type { CheckboxBaseElement } from './checkbox-base-element.ts';

const CONFIRMATION = 'MessengerCheckboxUserConfirmation';

type PluginPart = typeof import('../parts/plugin.ts') & Part;

/** Puts Meta's own box in the place of ours, where it may and can come; else ours stays as the visitor ticked it. */
export async function swapForMetas(
  loadPart: Kit['loadPart'],
  element: CheckboxBaseElement,
  tick: (isTicked: boolean) => void,
): Promise<void> {
  const part = await loadPart<PluginPart>('plugin').catch(() => undefined);
  const shown = await part?.show(element, () => (element.sent ? undefined : metasCheckbox(element, tick)));
  if (!shown) return;
  // Sent meanwhile, or the tick was taken back: then there is nothing to replace.
  if (element.sent || !element.checked) return shown.remove();
  element.metas = shown;
  // The tick that counts is the one in Meta's own box, which is never ticked at first.
  tick(false);
}

/** Confirms the opt-in of a form that was sent. Meta makes one of it if its own box was ticked. */
export function confirmMetas(element: CheckboxBaseElement, { sdk, plugin }: ShownPlugin): void {
  const refs = { ref: element.visitRef, user_ref: element.userRef ?? '' };
  sdk.AppEvents?.logEvent(CONFIRMATION, null, { app_id: plugin.appId, page_id: plugin.pageId, ...refs });
  element.beginVisit();
}

function metasCheckbox(element: CheckboxBaseElement, tick: (isTicked: boolean) => void): PluginWanted | undefined {
  const ref = element.offerVisit();
  const user_ref = element.userRef ?? '';
  if (!ref) return undefined;
  return {
    kind: 'fb-messenger-checkbox',
    attributes: { origin: location.origin, user_ref, 'data-ref': ref, allow_login: 'true' },
    isMine: (event) => event.user_ref === user_ref,
    onEvent({ event, state }) {
      if (event === 'checkbox') tick(state === 'checked');
    },
  };
}
