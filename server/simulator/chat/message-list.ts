import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import { buttonsOf } from '../state/find-in-world.ts';
import type { Attachment, Message, Page, Thread } from '../state/world.ts';
import type { ChatView } from './chat-view.ts';
import { linkedText, pathOf } from './linked-text.ts';
import { messageMenu } from './message-menu.ts';
import { template } from './template.ts';

const GROUP_GAP_MS = 5 * 60_000;
const NAMES: Readonly<Record<Message['from'], string>> = { person: 'You', page: 'Page', note: 'Note' };
const PICTURES = ['image', 'sticker', 'like'];

/** The lines of a thread, oldest first, with the time where a new stretch of talk begins. */
export function messageList(view: ChatView, thread: Thread): Html {
  const newest = thread.messages.findLast((message) => message.from !== 'note');
  return html`<ol class="messages">
    ${thread.messages.map((message, index) => line(view, thread, message, thread.messages[index - 1]))}
    ${newest && newest.quickReplies.length > 0 && !thread.isBlocked ? quickReplies(view.page, newest) : ''}
  </ol>`;
}

function line(view: ChatView, thread: Thread, message: Message, before: Message | undefined): Html {
  const isNewStretch = !before || message.at - before.at > GROUP_GAP_MS;
  const hasMenu = message.from !== 'note' && !message.isUnsent && !thread.isBlocked;
  return html`${isNewStretch ? html`<li class="stretch">${time(message.at)}</li>` : ''}
    <li class="message from-${message.from}">
      <span class="hidden">${NAMES[message.from]}:</span>
      <div class="said">${quoted(thread, message)}${content(view, message)}${reaction(message)}</div>
      ${hasMenu ? messageMenu(view.page, message) : ''}
    </li>`;
}

function content(view: ChatView, message: Message): Html {
  if (message.isUnsent) return html`<p class="bubble unsent">You unsent a message</p>`;
  if (message.attachment) return attached(message.attachment);
  if (buttonsOf(message).length > 0 || message.cards.length > 0) return template(view, message);
  const edited = message.edits > 0 ? html`<span class="edited">Edited</span>` : '';
  return html`<p class="bubble" dir="auto">${linkedText(message.text)}</p>
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

function quoted(thread: Thread, message: Message): Html | '' {
  const answered = message.replyTo === null ? null : thread.messages.find((one) => one.mid === message.replyTo);
  if (!answered) return '';
  const said = answered.text || answered.attachment?.title || answered.cards[0]?.title || 'Unsent message';
  return html`<span class="hidden">In reply to:</span>
    <p class="quoted" dir="auto">${said}</p>`;
}

function quickReplies(page: Page, message: Message): Html {
  return html`<li class="quick">
    <form class="choices" method="post" action="/chat/${page.id}/quick-reply" aria-label="Quick replies">
      <input type="hidden" name="mid" value="${message.mid}" />
      ${message.quickReplies.map(({ title, payload }) => html`<button class="choice" name="payload" value="${payload}" dir="auto">${title}</button>`)}
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
