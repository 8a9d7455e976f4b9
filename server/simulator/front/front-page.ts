import { html } from 'hono/html';
import type { Simulator } from '../simulator.ts';
import { type Html, simulatorLayout } from '../simulator-layout.ts';
import { listApps, type SimulatedApp } from '../state/simulated-app.ts';
import { appAdder, appSettings } from './app-settings.ts';
import { controlCalls } from './control-calls.ts';
import { pageSettings } from './page-settings.ts';

/** A user token that was just given out, and the app it is of. */
export interface GivenToken {
  readonly appId: string;
  readonly token: string;
}

/** What the simulator is, the ways into it, how it stands with the server, and what can be set; a new user token is shown once. */
export function frontPage(sim: Simulator, given: GivenToken | null = null): Html {
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
      ${standing(sim)}
      ${listApps(sim).map((app) => appSettings(sim, app, given?.appId === app.id ? given.token : null))}
      ${appAdder()} ${pageSettings(sim)} ${controlCalls(pageId)}
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
  const shop = sim.store.world.shop.credentials;
  const apps = listApps(sim);
  return html`<section>
    <h2>Standing</h2>
    <dl class="facts facts-wide">
      <div><dt>Server</dt><dd><code>${sim.apiUrl}</code></dd></div>
      ${apps.map((app) => html`<div><dt>${titled('Callback', app)}</dt><dd>${handshake(sim, app)}</dd></div>`)}
      <div><dt>Demo shop</dt><dd>${mark(shop !== null, shop ? `Registered as site ${shop.siteId}` : 'Not registered yet')}</dd></div>
      ${apps.map((app) => html`<div><dt>${titled('App', app)}</dt><dd><code>${app.id}</code></dd></div>`)}
      <div><dt>Graph API</dt><dd><code>${sim.url}/graph</code></dd></div>
      <div><dt>Time</dt><dd>${sim.clock.now().toISOString()}${sim.clock.frozen ? ' (frozen)' : ''}</dd></div>
      <div><dt>Webhooks</dt><dd>${deliveries(sim)}</dd></div>
      ${sim.webhooks.alerts().map(({ title, message, pageId }) => html`<div><dt>Alert</dt><dd>${mark(false, `${title}: ${message} (${pageId})`)}</dd></div>`)}
    </dl>
  </section>`;
}

function titled(what: string, app: SimulatedApp): string {
  return app.isFirst ? what : `${what} of ${app.name}`;
}

function handshake(sim: Simulator, app: SimulatedApp): Html {
  const callback = sim.callback(app);
  return callback ? mark(callback.verified, callback.message) : mark(false, 'Not verified yet.');
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
