import { html } from 'hono/html';
import { LOCALES } from '../person/change-person.ts';
import type { Html } from '../simulator-layout.ts';
import type { Page, Person } from '../state/world.ts';
import type { ChatView } from './chat-view.ts';
import { initials } from './initials.ts';

/** Beside the phone: who holds it, what else can happen to the thread, and the way to start over. */
export function phoneSettings(view: ChatView): Html {
  const at = `/chat/${view.page.id}`;
  return html`<aside class="settings" aria-label="Simulator settings">
    <h2>Whose phone is this?</h2>
    <form class="people" method="post" action="${at}/phone">
      ${view.people.map((person) => personButton(person, person.id === view.person.id))}
    </form>
    ${phone(view)}
    <h2>Who is it talking to?</h2>
    <nav class="people" aria-label="Pages">${view.pages.map((page) => pageLink(page, page.id === view.page.id))}</nav>
    <h2>An ad</h2>
    <form class="pair" method="post" action="${at}/open-ad">
      <label class="hidden" for="ad-ref">Ref of the ad</label>
      <input id="ad-ref" class="field" name="ref" placeholder="Ref, if any" maxlength="2083" />
      <button class="button subtle">Open the ad</button>
    </form>
    <h2>Behind the thread</h2>
    <dl id="facts" class="facts" data-refresh>${facts(view)}</dl>
    <div id="forget" class="people" data-refresh>${view.thread ? threadActs(view) : ''}</div>
  </aside>`;
}

function personButton(person: Person, isHolder: boolean): Html {
  return html`<button class="person" name="person" value="${person.id}" aria-pressed="${isHolder ? 'true' : 'false'}">
    <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
    <span>${person.name}</span>
  </button>`;
}

/** What kind of phone it is, and in which language: Log In buttons work on the first kind only. */
function phone({ page, person }: ChatView): Html {
  const at = `/chat/${page.id}`;
  const isDesktop = person.device === 'desktop';
  const known = LOCALES.find((locale) => locale === person.locale);
  return html`<form method="post" action="${at}/device">
      <button class="button subtle wide" name="device" value="${isDesktop ? 'phone' : 'desktop'}">
        ${isDesktop ? 'Go back to the phone' : 'Use a desktop instead'}
      </button>
    </form>
    <form class="pair pair-row" method="post" action="${at}/language">
      <label class="hidden" for="locale">Language of the phone</label>
      <select id="locale" class="field" name="locale">
        ${known ? '' : html`<option value="" selected>${person.locale}</option>`}
        ${LOCALES.map((locale) => html`<option value="${locale}" ${locale === known ? 'selected' : ''}>${locale}</option>`)}
      </select>
      <button class="button subtle">Set</button>
    </form>`;
}

function pageLink(page: Page, isOpen: boolean): Html {
  const look = page.platform === 'instagram' ? 'avatar-instagram' : 'avatar-page';
  return html`<a class="person" href="/chat/${page.id}" ${isOpen ? html`aria-current="page"` : ''}>
    <span class="avatar ${look}" aria-hidden="true">${initials(page.name)}</span>
    <span>${page.name}${page.platform === 'instagram' ? ' on Instagram' : ''}</span>
  </a>`;
}

function facts({ page, person, thread, isLinked }: ChatView): Html {
  const waiting = thread?.pendingRef;
  const isInstagram = page.platform === 'instagram';
  const hasButton = !isInstagram && page.getStartedPayload !== null;
  const fresh = hasButton ? 'New: waits for Get Started' : 'New: waits for the first message';
  return html`<div><dt>Thread</dt><dd>${thread?.exists ? 'Open' : fresh}</dd></div>
    <div><dt>${isInstagram ? 'IGSID' : 'PSID on this Page'}</dt><dd><code>${person.psids[page.id]}</code></dd></div>
    <div><dt>${isInstagram ? 'Account id' : 'Page id'}</dt><dd><code>${page.id}</code></dd></div>
    <div><dt>Account</dt><dd>${isLinked ? 'Logged in' : 'Not logged in'}</dd></div>
    ${thread?.ownerAppId ? html`<div><dt>Controlled by</dt><dd><code>${thread.ownerAppId}</code></dd></div>` : ''}
    ${thread?.pendingAd ? html`<div><dt>Opened from</dt><dd>The ad “${thread.pendingAd.title}”</dd></div>` : ''}
    ${waiting ? html`<div><dt>Ref of the link</dt><dd><code>${waiting}</code></dd></div>` : ''}`;
}

function threadActs({ page, thread }: ChatView): Html {
  const at = `/chat/${page.id}`;
  const toggle = thread?.isBlocked ? ['no', 'Unblock the Page'] : ['yes', 'Block the Page'];
  return html`${
    thread?.exists && !thread.isBlocked
      ? html`<form method="post" action="${at}/page-menu"><button class="button subtle wide">Let the Page offer something</button></form>`
      : ''
  }
    <form method="post" action="${at}/block"><button class="button subtle wide" name="blocked" value="${toggle[0]}">${toggle[1]}</button></form>
    <form method="post" action="${at}/forget"><button class="button subtle wide">Start over: forget this thread</button></form>`;
}
