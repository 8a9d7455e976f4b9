import type { OldEvents } from './create-old-events.ts';
import type { Taken, TakeOver } from './create-take-over.ts';

/** Our events, what the Send to Messenger plugin called them, and whether the person had agreed by then. */
const STEPS = [
  ['messenger-open', 'clicked', false],
  ['messenger-arrived', 'opt_in', true],
] as const;

/** Tells the page's listeners what happens to the elements that stand in for Meta's plugins, in Meta's words. */
export function tellOldEvents(takeOver: TakeOver, events: OldEvents): void {
  for (const [name, event, isAfterOptIn] of STEPS) {
    addEventListener(name, (ours) => {
      const taken = takeOver.of(ours.composedPath()[0]);
      if (taken?.markup.plugin === 'send-to-messenger') tellButton(events, taken, event, isAfterOptIn);
    });
  }
  addEventListener('change', (ours) => {
    const taken = takeOver.of(ours.composedPath()[0]);
    if (taken?.markup.plugin === 'messenger-checkbox') tellCheckbox(events, taken, 'checkbox');
  });
}

/** Tells the page's listeners that an element stands where they had wanted a plugin. */
export function tellRendered(events: OldEvents, taken: Taken): void {
  const { plugin } = taken.markup;
  if (plugin === 'send-to-messenger') tellButton(events, taken, 'rendered', false);
  if (plugin === 'messenger-checkbox') tellCheckbox(events, taken, 'rendered');
  if (plugin === 'customerchat') {
    events.tell('customerchat.load');
    tellDialog(events, taken.element);
  }
}

/** The launcher says by its attribute whether its panel is open, whoever opened it. */
function tellDialog(events: OldEvents, launcher: HTMLElement): void {
  new MutationObserver(() =>
    events.tell(launcher.hasAttribute('open') ? 'customerchat.dialogShow' : 'customerchat.dialogHide'),
  ).observe(launcher, { attributeFilter: ['open'] });
}

function tellButton(events: OldEvents, { markup }: Taken, event: string, isAfterOptIn: boolean): void {
  const ref = markup.get('ref') ?? null;
  events.tell('send_to_messenger', { event, ref, is_after_optin: isAfterOptIn, pluginID: undefined });
}

function tellCheckbox(events: OldEvents, { markup, element }: Taken, event: string): void {
  const state = (element as HTMLElement & { checked?: boolean }).checked ? 'checked' : 'unchecked';
  const user_ref = markup.get('user_ref') ?? null;
  events.tell('messenger_checkbox', { event, state, ref: markup.get('ref') ?? null, user_ref, is_after_optin: false });
}
