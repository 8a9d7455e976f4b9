import type { OpenedLogin } from '../linking/tap-log-in.ts';
import type { LoginReturn } from '../linking/return-from-login.ts';
import type { LinkingRules } from '../state/linking-rules.ts';
import type { Thread } from '../state/world.ts';
import type { ControlTransport } from './platform-client.ts';

interface Tap {
  readonly person: string;
  readonly pageId: string;
  /** Whose button; the newest that there is when none is named. */
  readonly mid?: string;
}

/** Steers account linking: what a browser would do, without one. */
export interface LinkingClient {
  /** Taps a Log In button: answers what the phone opens. */
  logIn(input: Tap): Promise<OpenedLogin>;
  /** Taps a Log Out button. */
  logOut(input: Tap): Promise<Thread>;
  /** Opens the address that a login page led back to, on this person's phone; with a code it waits for the app. */
  returnFromLogin(input: { readonly person: string; readonly url: string }): Promise<LoginReturn>;
  /** How the platform treats account linking; what is left out stays. */
  setLinkingRules(change: Partial<LinkingRules>): Promise<LinkingRules>;
}

/** The calls of the control API that steer account linking. */
export function linkingClient({ post }: ControlTransport): LinkingClient {
  return {
    logIn: (input) => post('/log-in', input),
    logOut: async (input) => (await post<{ thread: Thread }>('/log-out', input)).thread,
    returnFromLogin: (input) => post('/return-from-login', input),
    setLinkingRules: (change) => post('/linking-rules', change),
  };
}
