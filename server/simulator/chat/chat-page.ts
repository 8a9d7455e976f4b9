import { html } from 'hono/html';
import { type Html, simulatorLayout } from '../simulator-layout.ts';
import type { Page } from '../state/world.ts';
import type { ChatView } from './chat-view.ts';
import { footState, phoneFoot } from './composer.ts';
import { initials } from './initials.ts';
import { messageList } from './message-list.ts';
import { phoneSettings } from './phone-settings.ts';

/** The phone, with the thread of one person and one Page, and beside it what a tester may change. */
export function chatPage(view: ChatView): Html {
  const { page, thread } = view;
  const isShown = thread?.exists || (thread?.messages.length ?? 0) > 0;
  return simulatorLayout({
    title: `${page.name} · ${page.platform === 'instagram' ? 'Instagram' : 'Messenger'} simulator`,
    style: 'chat.css',
    script: 'chat.js',
    main: html`<main class="stage" data-live="/chat/${page.id}/events" data-home="/chat/${page.id}">
      <section class="phone" aria-label="${view.person.name}'s phone">
        <header class="phone-head">
          ${avatar(page, '')}
          <div>
            <h1>${page.name}</h1>
            <p class="quiet"><bdi>@${page.username}</bdi>${page.platform === 'instagram' ? ' · Instagram' : ''}</p>
          </div>
        </header>
        <div class="scroller" tabindex="0" role="region" aria-label="Thread">
          <div id="thread" data-refresh>${isShown && thread ? messageList(view, thread) : welcome(page)}</div>
        </div>
        <footer id="composer" class="phone-foot" data-refresh-when="${footState(view)}">${phoneFoot(view)}</footer>
      </section>
      ${phoneSettings(view)}
    </main>`,
  });
}

function avatar(page: Page, more: string): Html {
  const look = page.platform === 'instagram' ? 'avatar-instagram' : 'avatar-page';
  return html`<span class="avatar ${look} ${more}" aria-hidden="true">${initials(page.name)}</span>`;
}

function welcome(page: Page): Html {
  const way = wayIn(page);
  return html`<div class="welcome">
    ${avatar(page, 'avatar-large')}
    <h2>${page.name}</h2>
    <p>When you ${way}, ${page.name} will see your name and can write to you.</p>
  </div>`;
}

function wayIn({ platform, getStartedPayload }: Page): string {
  if (platform === 'instagram') return 'tap a question or write';
  return getStartedPayload === null ? 'write' : 'tap Get Started';
}
