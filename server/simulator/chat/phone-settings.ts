import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { Person } from '../state/world.ts';
import type { ChatView } from './chat-page.ts';
import { initials } from './initials.ts';

/** Beside the phone: who holds it, what stands behind the thread, and the way to start over. */
export function phoneSettings(view: ChatView): Html {
  return html`<aside class="settings" aria-label="Simulator settings">
    <h2>Whose phone is this?</h2>
    <form class="people" method="post" action="/chat/${view.page.id}/phone">
      ${view.people.map((person) => personButton(person, person.id === view.person.id))}
    </form>
    <h2>Behind the thread</h2>
    <dl id="facts" class="facts" data-refresh>${facts(view)}</dl>
    <div id="forget" data-refresh>${view.thread ? forget(view) : ''}</div>
  </aside>`;
}

function personButton(person: Person, isHolder: boolean): Html {
  return html`<button class="person" name="person" value="${person.id}" aria-pressed="${isHolder ? 'true' : 'false'}">
    <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
    <span>${person.name}</span>
  </button>`;
}

function facts({ page, person, thread }: ChatView): Html {
  const waiting = thread?.pendingRef;
  return html`<div><dt>Thread</dt><dd>${thread?.exists ? 'Open' : 'New: waits for Get Started'}</dd></div>
    <div><dt>PSID on this Page</dt><dd><code>${person.psids[page.id]}</code></dd></div>
    <div><dt>Page id</dt><dd><code>${page.id}</code></dd></div>
    ${waiting ? html`<div><dt>Ref of the link</dt><dd><code>${waiting}</code></dd></div>` : ''}`;
}

function forget({ page }: ChatView): Html {
  return html`<form method="post" action="/chat/${page.id}/forget">
    <button class="button subtle wide" type="submit">Start over: forget this thread</button>
  </form>`;
}
