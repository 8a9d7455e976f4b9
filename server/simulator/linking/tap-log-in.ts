import { issueLinkingToken } from '../app/issue-linking-token.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { buttonsOf, findThread } from '../state/find-in-world.ts';
import type { Button, Message, Page, Person } from '../state/world.ts';

/** What a tapped Log In button opens. */
export interface OpenedLogin {
  readonly token: string;
  /** The button's address with the token and the way back in its query. */
  readonly url: string;
}

/** Where people are sent back to: the path the platform has it at. */
export const RETURN_PATH = '/messenger_platform/account_linking';

/**
 * A person taps a Log In button: a token is made for them, and the phone opens the address of the button with it.
 * @param input which message's button; the newest that has one when none is named
 * @throws {RequestRefused} 404 when no message has such a button, 403 on a desktop and while the Page is blocked
 */
export function tapLogIn(
  sim: Simulator,
  page: Page,
  person: Person,
  input: { readonly mid?: string | undefined },
): OpenedLogin {
  const { message, button } = tappedButton(sim, page, person, { ...input, type: 'account_link' });
  const issued = issueLinkingToken(sim, page, person, { appId: message.appId, url: button.url });
  return { token: issued.token, url: loginAddress(sim, button.url, issued.token) };
}

/**
 * The newest button of this type that a person can tap now, or the one of the message that is named.
 * @throws {RequestRefused} as `tapLogIn`
 */
export function tappedButton<T extends Button['type']>(
  sim: Simulator,
  page: Page,
  person: Person,
  { mid, type }: { readonly mid?: string | undefined; readonly type: T },
): { message: Message; button: Extract<Button, { type: T }> } {
  const thread = findThread(sim.store.world, page.id, person.id);
  if (thread?.isBlocked) throw new RequestRefused(403, `${person.name} has blocked ${page.name}.`);
  for (const message of (thread?.messages ?? []).toReversed()) {
    const button = buttonsOf(message).find((one) => isOfType(one, type));
    if (!button || (mid !== undefined && message.mid !== mid)) continue;
    if (person.device === 'desktop') throw new RequestRefused(403, 'This button works in the app on a phone only.');
    return { message, button };
  }
  throw new RequestRefused(404, `No message here has a button of the type "${type}".`);
}

function isOfType<T extends Button['type']>(button: Button, type: T): button is Extract<Button, { type: T }> {
  return button.type === type;
}

/** What the phone opens for a button with this address: with the token and the way back, whatever its query says already. */
export function loginAddress(sim: Simulator, address: string, token: string): string {
  const back = new URL(sim.store.world.linkingRules.redirectUri ?? `${sim.url}${RETURN_PATH}/`);
  back.searchParams.set('account_linking_token', token);
  const url = new URL(address);
  url.searchParams.set('account_linking_token', token);
  url.searchParams.set('redirect_uri', back.href);
  return url.href;
}
