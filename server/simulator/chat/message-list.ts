import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Message, Thread } from '../state/world.ts';

const GROUP_GAP_MS = 5 * 60_000;
const LINK = /(https?:\/\/[^\s<>"']+)/;
const NAMES: Readonly<Record<Message['from'], string>> = { person: 'You', page: 'Page', note: 'Note' };

/** The lines of a thread, oldest first, with the time where a new stretch of talk begins. */
export function messageList(thread: Thread): Html {
  return html`<ol class="messages">
    ${thread.messages.map((message, index) => line(message, thread.messages[index - 1]))}
  </ol>`;
}

function line(message: Message, before: Message | undefined): Html {
  const isNewStretch = !before || message.at - before.at > GROUP_GAP_MS;
  return html`${isNewStretch ? html`<li class="stretch">${time(message.at)}</li>` : ''}
    <li class="message from-${message.from}">
      <span class="hidden">${NAMES[message.from]}:</span>
      <p class="bubble" dir="auto">${linked(message.text)}</p>
    </li>`;
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
