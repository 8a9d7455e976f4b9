import { html } from 'hono/html';
import { REACTIONS } from '../person/change-message.ts';
import type { Html } from '../simulator-layout.ts';
import type { Message, Page } from '../state/world.ts';

/** What can be done with a message: react, answer, and with one's own edit and unsend. */
export function messageMenu(page: Page, message: Message): Html {
  const at = `/chat/${page.id}`;
  const isOwn = message.from === 'person';
  const canEdit = isOwn && !message.attachment && page.platform === 'messenger';
  const mid = html`<input type="hidden" name="mid" value="${message.mid}" />`;
  return html`<details class="menu acts" name="menu" id="acts-${message.mid}">
    <summary aria-label="Actions"><span aria-hidden="true">⋯</span></summary>
    <div class="sheet">
      <form class="reactions" method="post" action="${at}/react">
        ${mid}
        ${Object.entries(REACTIONS).map(([name, emoji]) => html`<button name="reaction" value="${name}" aria-label="${name}">${emoji}</button>`)}
      </form>
      ${message.reaction === null ? '' : html`<form method="post" action="${at}/react">${mid}<button class="sheet-item" name="reaction" value="">Remove reaction</button></form>`}
      <a class="sheet-item" href="${at}?reply=${encodeURIComponent(message.mid)}">Reply</a>
      ${canEdit ? html`<a class="sheet-item" href="${at}?edit=${encodeURIComponent(message.mid)}">Edit</a>` : ''}
      ${isOwn ? html`<form method="post" action="${at}/unsend">${mid}<button class="sheet-item">Unsend</button></form>` : ''}
    </div>
  </details>`;
}
