import { html } from 'hono/html';
import { ATTACHMENT_TYPES, type AttachmentType } from '../person/attachment.ts';
import { ICE_BREAKERS } from '../person/tap-get-started.ts';
import type { Html } from '../simulator-layout.ts';
import type { Page } from '../state/world.ts';
import type { ChatView } from './chat-view.ts';

const LABELS: Readonly<Record<AttachmentType, string>> = {
  image: 'Photo',
  audio: 'Voice message',
  file: 'File',
  location: 'Location',
  sticker: 'Sticker',
  like: 'Like',
};

/** What stands at the foot of the phone: it changes with the state of the thread. */
export function phoneFoot(view: ChatView): Html {
  const { page, thread } = view;
  if (thread?.isBlocked) return blocked(page);
  if (thread?.exists) return writing(view);
  if (page.platform === 'instagram') return html`${iceBreakers(page)}${writing(view)}`;
  if (page.getStartedPayload === null) return writing(view);
  return thread?.pendingAd ? html`${getStarted(page)}${writing(view)}` : getStarted(page);
}

/** Changes whenever the foot must be drawn anew; what somebody is typing stays as long as it does not. */
export function footState({ page, thread, focus }: ChatView): string {
  if (thread?.isBlocked) return 'blocked';
  const way = page.getStartedPayload === null ? 'bare' : thread?.pendingAd ? 'ad' : 'new';
  return `${thread?.exists ? 'open' : way} ${focus?.act ?? ''} ${focus?.message.mid ?? ''}`.trim();
}

function blocked(page: Page): Html {
  return html`<form class="foot-note" method="post" action="/chat/${page.id}/block">
    <p class="quiet">You blocked ${page.name}. It cannot write to you.</p>
    <button class="button subtle" name="blocked" value="no">Unblock</button>
  </form>`;
}

function getStarted(page: Page): Html {
  return html`<form method="post" action="/chat/${page.id}/get-started">
    <button class="button wide" type="submit">Get Started</button>
  </form>`;
}

function iceBreakers(page: Page): Html {
  return html`<form class="choices" method="post" action="/chat/${page.id}/ice-breaker" aria-label="Questions to begin with">
    ${ICE_BREAKERS.map(({ title, payload }) => html`<button class="choice" name="payload" value="${payload}">${title}</button>`)}
  </form>`;
}

function writing(view: ChatView): Html {
  const { page, thread, focus } = view;
  const isEdit = focus?.act === 'edit';
  const draft = isEdit ? focus.message.text : (thread?.draft ?? '');
  return html`${focus ? focusNote(view) : ''}
    <div class="writing">
      ${isEdit ? '' : attachMenu(page)}
      <form class="composer" method="post" action="/chat/${page.id}/${isEdit ? 'edit' : 'messages'}" autocomplete="off">
        ${focus ? html`<input type="hidden" name="mid" value="${focus.message.mid}" />` : ''}
        <label class="hidden" for="text">${isEdit ? 'New text' : 'Message'}</label>
        <input id="text" name="text" dir="auto" placeholder="Aa" maxlength="2000" required value="${draft}" />
        <button class="round" type="submit" aria-label="${isEdit ? 'Save' : 'Send'}">
          <img src="/assets/send.svg" alt="" width="20" height="20" />
        </button>
      </form>
    </div>`;
}

function focusNote({ page, focus }: ChatView): Html {
  const said = focus?.message.text || focus?.message.attachment?.title || '';
  return html`<p class="focus">
    <strong>${focus?.act === 'edit' ? 'Editing' : 'Replying to'}</strong>
    <span class="focus-text" dir="auto">${said}</span>
    <a href="/chat/${page.id}">Cancel</a>
  </p>`;
}

function attachMenu(page: Page): Html {
  return html`<details class="menu attach" name="menu">
    <summary class="round quiet-round" aria-label="Attach"><img src="/assets/attach.svg" alt="" width="20" height="20" /></summary>
    <form class="sheet sheet-up" method="post" action="/chat/${page.id}/attachments">
      ${ATTACHMENT_TYPES.map((type) => html`<button class="sheet-item" name="attachment" value="${type}">${LABELS[type]}</button>`)}
    </form>
  </details>`;
}
