import { html } from 'hono/html';
import type { Simulator } from '../simulator.ts';
import { type Html, simulatorLayout } from '../simulator-layout.ts';
import { appSettings } from './app-settings.ts';
import { controlCalls } from './control-calls.ts';
import { pageSettings } from './page-settings.ts';

/** What the simulator is, the ways into it, how it stands with the server, and what can be set; a new user token is shown once. */
export function frontPage(sim: Simulator, userToken: string | null = null): Html {
  const { world } = sim.store;
  const pageId = world.pages[0]?.id ?? '';
  return simulatorLayout({
    title: 'Messenger simulator',
    style: 'front.css',
    main: html`<main class="front">
      <h1>Messenger, without Messenger</h1>
      <p class="lead">
        A pretend Messenger Platform for trying Threadtie on this machine. It signs and sends webhooks, answers the Graph
        API, and gives you a phone to tap on. Nothing here talks to Meta, and no account is needed.
      </p>
      <ul class="cards">
        ${card('/shop', 'The demo shop', 'Sign in, pick a product, press “Send to Messenger”.', 'Visit the shop')}
        ${card(`/chat/${pageId}`, 'The phone', 'Tap Get Started, write, or hand the phone to somebody else.', 'Open the chat')}
        ${card('/control/state', 'The controls', 'Clock, faults, people and deliveries, as JSON.', 'See the state')}
      </ul>
      ${standing(sim)} ${appSettings(sim, userToken)} ${pageSettings(sim)} ${controlCalls(pageId)}
    </main>`,
  });
}

function card(href: string, title: string, text: string, action: string): Html {
  return html`<li>
    <a class="card" href="${href}">
      <h2>${title}</h2>
      <p>${text}</p>
      <span class="go">${action}</span>
    </a>
  </li>`;
}

function standing(sim: Simulator): Html {
  const callback = sim.callback();
  const shop = sim.store.world.shop.credentials;
  return html`<section>
    <h2>Standing</h2>
    <dl class="facts facts-wide">
      <div><dt>Server</dt><dd><code>${sim.apiUrl}</code></dd></div>
      <div><dt>Callback</dt><dd>${callback ? mark(callback.verified, callback.message) : mark(false, 'Not verified yet.')}</dd></div>
      <div><dt>Demo shop</dt><dd>${mark(shop !== null, shop ? `Registered as site ${shop.siteId}` : 'Not registered yet')}</dd></div>
      <div><dt>App</dt><dd><code>${sim.app.id}</code></dd></div>
      <div><dt>Graph API</dt><dd><code>${sim.url}/graph</code></dd></div>
      <div><dt>Time</dt><dd>${sim.clock.now().toISOString()}${sim.clock.frozen ? ' (frozen)' : ''}</dd></div>
      <div><dt>Webhooks</dt><dd>${deliveries(sim)}</dd></div>
      ${sim.webhooks.alerts().map(({ title, message, pageId }) => html`<div><dt>Alert</dt><dd>${mark(false, `${title}: ${message} (${pageId})`)}</dd></div>`)}
    </dl>
  </section>`;
}

function mark(isGood: boolean, text: string): Html {
  return html`<span class="mark ${isGood ? 'mark-good' : 'mark-open'}" aria-hidden="true"></span>${text}`;
}

function deliveries(sim: Simulator): string {
  const all = sim.webhooks.deliveries();
  const counts = (['delivered', 'pending', 'failed', 'dropped'] as const)
    .map((status) => [all.filter((one) => one.status === status).length, status] as const)
    .filter(([count]) => count > 0)
    .map(([count, status]) => `${count} ${status}`);
  return `${counts.join(', ') || 'none sent yet'}${sim.webhooks.paused ? ' (held back)' : ''}`;
}
