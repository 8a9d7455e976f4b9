import type { OldEvents } from './create-old-events.ts';
import type { OldPage } from './create-old-api.ts';
import type { TakeOver } from './create-take-over.ts';

/** The launcher, as far as the chat plugin's calls reach. */
interface Launcher extends HTMLElement {
  open: boolean;
  greeting?: string | undefined;
}

/** Makes the calls of `FB.CustomerChat` move the launchers that stand for the chat plugin, and tells what came of them. */
export function controlChat(takeOver: TakeOver, events: OldEvents): OldPage['chat'] {
  const launchers = () =>
    takeOver.all().flatMap(({ markup, element }) => (markup.plugin === 'customerchat' ? [element as Launcher] : []));

  function setHidden(isHidden: boolean): void {
    for (const launcher of launchers()) launcher.hidden = isHidden;
    events.tell(isHidden ? 'customerchat.hide' : 'customerchat.show');
  }

  function setOpen(isOpen: boolean): void {
    for (const launcher of launchers()) launcher.open = isOpen;
  }

  return {
    show(isOpen) {
      setHidden(false);
      if (isOpen) setOpen(true);
    },
    hide: () => setHidden(true),
    showDialog: () => setOpen(true),
    hideDialog: () => setOpen(false),
    update(said) {
      const greeting = said['logged_out_greeting'] ?? said['logged_in_greeting'];
      for (const launcher of launchers()) {
        if (typeof said['ref'] === 'string') launcher.setAttribute('data-ref', said['ref']);
        if (typeof greeting === 'string') launcher.setAttribute('greeting', greeting);
      }
    },
  };
}
