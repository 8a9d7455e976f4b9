import type { Confirmation } from './confirm-checkbox.ts';
import type { OldEvents } from './create-old-events.ts';

/** What the calls of a page to `FB` lead to. */
export interface OldPage {
  readonly events: Pick<OldEvents, 'subscribe' | 'unsubscribe'>;
  /** The page said whether markup is to be taken over by itself, or waits for `FB.XFBML.parse`. */
  init(isAutomatic: boolean): void;
  /** Takes over below a node and resolves when it stands there. */
  parse(root: ParentNode | undefined): Promise<void>;
  /** Shows, hides or changes the launcher that stands for the chat plugin. */
  readonly chat: {
    show(isOpen: boolean): void;
    hide(): void;
    showDialog(): void;
    hideDialog(): void;
    update(said: Readonly<Record<string, unknown>>): void;
  };
  /** The form with this checkbox was sent. */
  confirm(said: Confirmation): void;
}

const NOBODY = { status: 'unknown', authResponse: null };
const CONFIRMATION = 'MessengerCheckboxUserConfirmation';

/** Makes what pages know as `FB`: the calls of Meta's Messenger plugins do here what they did there, login answers that nobody is signed in. */
export function createOldApi(page: OldPage): Readonly<Record<string, unknown>> {
  const answerNobody = (callback?: unknown) => {
    if (typeof callback === 'function') setTimeout(callback, 0, NOBODY);
  };
  return {
    init: (options?: { readonly xfbml?: boolean }) => page.init(options?.xfbml !== false),
    XFBML: {
      async parse(root?: ParentNode | null, done?: unknown) {
        await page.parse(root ?? undefined);
        if (typeof done === 'function') done();
      },
    },
    Event: {
      subscribe: page.events.subscribe,
      unsubscribe: page.events.unsubscribe,
    },
    CustomerChat: {
      show: (isOpen?: boolean) => page.chat.show(isOpen ?? false),
      hide: page.chat.hide,
      showDialog: page.chat.showDialog,
      hideDialog: page.chat.hideDialog,
      update: (said?: Readonly<Record<string, unknown>>) => page.chat.update(said ?? {}),
    },
    AppEvents: {
      EventNames: {},
      ParameterNames: {},
      activateApp: () => undefined,
      logPageView: () => undefined,
      logEvent(name: unknown, _value?: unknown, said?: Confirmation) {
        if (name === CONFIRMATION) page.confirm(said ?? {});
      },
    },
    getLoginStatus: answerNobody,
    login: answerNobody,
    logout: answerNobody,
    getAuthResponse: () => null,
    getUserID: () => '',
  };
}
