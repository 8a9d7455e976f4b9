import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Attachment, Message, Page, Thread } from '../state/world.ts';
import { messageMenu } from './message-menu.ts';

const GROUP_GAP_MS = 5 * 60_000;
const LINK = /(https?:\/\/[^\s<>"']+)/;
const NAMES: Readonly<Record<Message['from'], string>> = { person: 'You', page: 'Page', note: 'Note' };
const PICTURES = ['image', 'sticker', 'like'];

/** The lines of a thread, oldest first, with the time where a new stretch of talk begins. */
export function messageList(page: Page, thread: Thread): Html {
  const newest = thread.messages.at(-1);
  return html`<ol class="messages">
    ${thread.messages.map((message, index) => line(page, thread, message, thread.messages[index - 1]))}
    ${newest && newest.quickReplies.length > 0 && !thread.isBlocked ? quickReplies(page, newest) : ''}
  </ol>`;
}

function line(page: Page, thread: Thread, message: Message, before: Message | undefined): Html {
  const isNewStretch = !before || message.at - before.at > GROUP_GAP_MS;
  const hasMenu = message.from !== 'note' && !message.isUnsent && !thread.isBlocked;
  return html`${isNewStretch ? html`<li class="stretch">${time(message.at)}</li>` : ''}
    <li class="message from-${message.from}">
      <span class="hidden">${NAMES[message.from]}:</span>
      <div class="said">${quoted(thread, message)}${content(message)}${buttons(page, thread, message)}${reaction(message)}</div>
      ${hasMenu ? messageMenu(page, message) : ''}
    </li>`;
}

function content(message: Message): Html {
  if (message.isUnsent) return html`<p class="bubble unsent">You unsent a message</p>`;
  if (message.attachment) return attached(message.attachment);
  const edited = message.edits > 0 ? html`<span class="edited">Edited</span>` : '';
  return html`<p class="bubble" dir="auto">${linked(message.text)}</p>
    ${edited}`;
}

function attached({ type, title, url }: Attachment): Html {
  if (url && PICTURES.includes(type))
    return html`<img class="picture picture-${type}" src="${pathOf(url)}" alt="${title}" />`;
  if (url && type === 'audio')
    return html`<audio class="voice" controls preload="none" src="${pathOf(url)}" aria-label="${title}"></audio>`;
  if (url) return html`<p class="bubble"><a href="${pathOf(url)}">${title}</a></p>`;
  return html`<p class="bubble">${title}</p>`;
}

/** Only the path: people type either name of their own machine. */
function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? parsed.pathname + parsed.search : '';
}

function quoted(thread: Thread, message: Message): Html | '' {
  const answered = message.replyTo === null ? null : thread.messages.find((one) => one.mid === message.replyTo);
  if (!answered) return '';
  const said = answered.text || answered.attachment?.title || 'Unsent message';
  return html`<span class="hidden">In reply to:</span>
    <p class="quoted" dir="auto">${said}</p>`;
}

function buttons(page: Page, thread: Thread, message: Message): Html | '' {
  if (message.buttons.length === 0 || thread.isBlocked) return '';
  return html`<form class="template-buttons" method="post" action="/chat/${page.id}/button">
    <input type="hidden" name="mid" value="${message.mid}" />
    ${message.buttons.map(({ title, payload }) => html`<button name="payload" value="${payload}">${title}</button>`)}
  </form>`;
}

function quickReplies(page: Page, message: Message): Html {
  return html`<li class="quick">
    <form class="choices" method="post" action="/chat/${page.id}/quick-reply" aria-label="Quick replies">
      <input type="hidden" name="mid" value="${message.mid}" />
      ${message.quickReplies.map(({ title, payload }) => html`<button class="choice" name="payload" value="${payload}">${title}</button>`)}
    </form>
  </li>`;
}

function reaction(message: Message): Html | '' {
  if (message.reaction === null) return '';
  return html`<span class="reaction"><span class="hidden">You reacted:</span>${message.reaction}</span>`;
}

function time(at: number): Html {
  const date = new Date(at);
  const text = date.toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });
  return html`<time datetime="${date.toISOString()}">${text}</time>`;
}

/** Web addresses become links; everything else stays text. */
function linked(text: string): unknown[] {
  return text
    .split(LINK)
    .map((part) => (LINK.test(part) ? html`<a href="${part}" rel="noreferrer" target="_blank">${part}</a>` : part));
}
