import type { Kit } from '../kit.ts';
import { confirmCheckbox } from '../takeover/confirm-checkbox.ts';
import { controlChat } from '../takeover/control-chat.ts';
import { createLentApi } from '../takeover/create-lent-api.ts';
import { createOldApi } from '../takeover/create-old-api.ts';
import { createOldEvents } from '../takeover/create-old-events.ts';
import { createTakeOver } from '../takeover/create-take-over.ts';
import { tellOldEvents, tellRendered } from '../takeover/tell-old-events.ts';
import { watchDocument } from '../takeover/watch-document.ts';

/** Takes over the markup of Meta's plugins on this page, now and later, and answers the calls that the page makes to `FB`. */
export function define(kit: Kit): void {
  const events = createOldEvents();
  const takeOver = createTakeOver(kit, (taken) => tellRendered(events, taken));
  let isAutomatic = true;
  const look = () => {
    if (isAutomatic) void takeOver.below(document);
  };
  const lent = createLentApi(
    createOldApi({
      events,
      init: (automatic) => {
        isAutomatic = automatic;
        look();
      },
      async parse(root) {
        isAutomatic = true;
        await takeOver.below(root ?? document);
        events.tell('xfbml.render');
      },
      chat: controlChat(takeOver, events),
      confirm: (said) => confirmCheckbox(takeOver, said),
    }),
  );
  tellOldEvents(takeOver, events);
  watchDocument({ onChange: look, onScript: lent.yield });
  lent.lend();
  look();
}
