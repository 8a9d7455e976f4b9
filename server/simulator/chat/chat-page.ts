import { html } from 'hono/html';
import { type Html, simulatorLayout } from '../simulator-layout.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { initials } from './initials.ts';
import { messageList } from './message-list.ts';
import { phoneSettings } from './phone-settings.ts';

/** What the chat page shows. `thread` is null until a link or a tap opens it. */
export interface ChatView {
  readonly page: Page;
  readonly person: Person;
  readonly people: readonly Person[];
  readonly thread: Thread | null;
}

/** The phone, with the thread of one person and one Page, and beside it what a tester may change. */
export function chatPage(view: ChatView): Html {
  const { page, thread } = view;
  return simulatorLayout({
    title: `${page.name} · Messenger simulator`,
    style: 'chat.css',
    script: 'chat.js',
    main: html`<main class="stage" data-live="/chat/${page.id}/events">
      <section class="phone" aria-label="${view.person.name}'s phone">
        <header class="phone-head">
          <span class="avatar avatar-page" aria-hidden="true">${initials(page.name)}</span>
          <div><h1>${page.name}</h1><p class="quiet">@${page.username}</p></div>
        </header>
        <div class="scroller" tabindex="0" aria-label="Thread">
          <div id="thread" data-refresh>${thread?.exists ? messageList(thread) : welcome(page)}</div>
        </div>
        <footer id="composer" class="phone-foot" data-refresh-when="${thread?.exists ? 'open' : 'new'}">
          ${thread?.exists ? composer(page, thread.draft) : getStarted(page)}
        </footer>
      </section>
      ${phoneSettings(view)}
    </main>`,
  });
}

function welcome(page: Page): Html {
  return html`<div class="welcome">
    <span class="avatar avatar-page avatar-large" aria-hidden="true">${initials(page.name)}</span>
    <h2>${page.name}</h2>
    <p>When you tap Get Started, ${page.name} will see your name and can write to you.</p>
  </div>`;
}

function getStarted(page: Page): Html {
  return html`<form method="post" action="/chat/${page.id}/get-started">
    <button class="button wide" type="submit">Get Started</button>
  </form>`;
}

function composer(page: Page, draft: string): Html {
  return html`<form class="composer" method="post" action="/chat/${page.id}/messages" autocomplete="off">
    <label class="hidden" for="text">Message</label>
    <input id="text" name="text" dir="auto" placeholder="Aa" maxlength="2000" required value="${draft}" />
    <button class="round" type="submit" aria-label="Send">
      <img src="/assets/send.svg" alt="" width="20" height="20" />
    </button>
  </form>`;
}
