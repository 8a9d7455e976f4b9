import type { Simulator } from '../simulator.ts';
import { confirmDelivery } from '../person/send-receipts.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import { newMessage } from '../state/new-message.ts';
import { INSTAGRAM_INBOX, PAGE_INBOX } from '../state/thread-owner.ts';
import type { Button, Card, Message, Page, Person, QuickReply } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { echoEvent } from '../webhook/messaging-event.ts';

/** What the Page says, and whether an app or somebody in the inbox says it. */
export interface PageMessage {
  readonly text: string;
  readonly quickReplies?: readonly QuickReply[] | undefined;
  readonly buttons?: readonly Button[] | undefined;
  readonly cards?: readonly Card[] | undefined;
  readonly metadata?: string | undefined;
  readonly attachment?: { readonly type: string; readonly url: string } | undefined;
  readonly from?: 'app' | 'inbox' | undefined;
  /** Which app; the first one when none is named. */
  readonly appId?: string | undefined;
}

/** Puts a message of the Page into the thread; the apps get an echo, and the phone confirms. */
export function writeAsPage(sim: Simulator, page: Page, person: Person, input: PageMessage): Message {
  const thread = threadOf(sim.store.world, page, person);
  const at = sim.clock.now();
  const mid = `m_${sim.random.token(256)}`;
  const attachment = input.attachment ? shownMedia(sim, input.attachment) : null;
  const appId = input.from === 'inbox' ? inboxOf(page) : (input.appId ?? sim.app.id);
  const parts = {
    quickReplies: [...(input.quickReplies ?? [])],
    buttons: [...(input.buttons ?? [])],
    cards: [...(input.cards ?? [])],
    metadata: input.metadata ?? null,
    attachment,
    appId,
  };
  const message = newMessage({ mid, from: 'page', text: input.text, at: at.getTime(), ...parts });
  thread.messages.push(message);
  sim.store.changed();
  const app_id = wireAppId(appId);
  const head = { psid: psidOf(person, page), pageId: page.id, at };
  emitEvent(sim, page.id, echoEvent(head, { app_id, metadata: input.metadata, mid, ...shown(input) }));
  confirmDelivery(sim, page, person, message);
  return message;
}

/** The phone shows the simulator's own files; of a file elsewhere only its name, since it calls no other host. */
function shownMedia(
  sim: Simulator,
  { type, url }: { readonly type: string; readonly url: string },
): Message['attachment'] {
  const { origin, pathname } = new URL(url);
  const title = decodeURIComponent(pathname.split('/').at(-1) ?? '') || type;
  return { type, title, url: origin === new URL(sim.url).origin ? url : null };
}

/** A message with buttons or cards is a template, and has no text of its own. */
function shown({ attachment, text, buttons = [], cards = [] }: PageMessage): object {
  if (attachment) return { attachments: [{ type: attachment.type, payload: { url: attachment.url } }] };
  if (cards.length > 0) return wireTemplate('', { template_type: 'generic', elements: cards.map(wireCard) });
  if (buttons.length === 0) return { text };
  return wireTemplate(text, { template_type: 'button', text, buttons: buttons.map(wireButton) });
}

function wireTemplate(title: string, payload: object): object {
  return { attachments: [{ title, url: null, type: 'template', payload }] };
}

function wireCard({ title, subtitle, imageUrl, buttons }: Card): object {
  return {
    title,
    ...(subtitle === '' ? {} : { subtitle }),
    ...(imageUrl === null ? {} : { image_url: imageUrl }),
    ...(buttons.length === 0 ? {} : { buttons: buttons.map(wireButton) }),
  };
}

/** The type stands first, as captured. */
function wireButton({ type, ...rest }: Button): object {
  return { type, ...rest };
}

function inboxOf(page: Page): string {
  return page.platform === 'instagram' ? INSTAGRAM_INBOX : PAGE_INBOX;
}

/** Echoes carry the app id as a number, except where a number would lose digits. */
function wireAppId(id: string): string | number {
  return Number.isSafeInteger(Number(id)) ? Number(id) : id;
}
