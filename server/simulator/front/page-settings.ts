import { html } from 'hono/html';
import type { Simulator } from '../simulator.ts';
import type { Html } from '../simulator-layout.ts';
import { TOKEN_STATES } from '../state/access-token.ts';
import { listApps, type SimulatedApp } from '../state/simulated-app.ts';
import { connectedApps, subscribedFields } from '../state/subscribed-fields.ts';
import { fieldsOf } from '../state/subscription-fields.ts';
import { PAGE_INBOX } from '../state/thread-owner.ts';
import { type Page, PAGE_TASKS } from '../state/world.ts';
import { choices, picked } from './setting-fields.ts';

const MOST_SHOWN = 20;

/** What stands in the settings of each Page, and what became of its token: a form per Page, folded away. */
export function pageSettings(sim: Simulator): Html {
  const { pages } = sim.store.world;
  return html`<section aria-labelledby="pages-heading">
    <h2 id="pages-heading">The Pages</h2>
    ${pages.slice(0, MOST_SHOWN).map((page) => onePage(sim, page))}
    ${pages.length > MOST_SHOWN ? html`<p class="quiet">${pages.length - MOST_SHOWN} more: by the control API.</p>` : ''}
  </section>`;
}

function onePage(sim: Simulator, page: Page): Html {
  const token = sim.store.world.tokens.find((one) => one.token === page.accessToken);
  const isInstagram = page.platform === 'instagram';
  const tasks = PAGE_TASKS.map((task) => ({ value: task, label: task }));
  const fields = fieldsOf(page.platform).all.map((field) => ({ value: field, label: field }));
  const domains = page.profile['whitelisted_domains'];
  return html`<details class="settings-card">
    <summary>
      <span>${page.name}${isInstagram ? ' on Instagram' : ''}</span>
      <span class="quiet">${standing(page, token?.state ?? 'valid', connectedApps(sim, page).length > 0)}</span>
    </summary>
    <form method="post" action="/settings/page/${page.id}">
      <div class="settings-row">
        <label>Its token
          <select name="token">${picked(
            TOKEN_STATES.map((state) => [state, state.replaceAll('_', ' ')]),
            token?.state ?? 'valid',
          )}</select>
        </label>
        <label>Payload of Get Started
          <input name="getStarted" value="${page.getStartedPayload ?? ''}" placeholder="None: no button" />
        </label>
        <label>Default app
          <input name="defaultAppId" inputmode="numeric" value="${page.defaultAppId ?? ''}" placeholder="None; the inbox is ${PAGE_INBOX}" />
        </label>
        <label>Whitelisted domains
          <input name="domains" value="${Array.isArray(domains) ? domains.join(' ') : ''}" placeholder="https://shop.example" />
        </label>
      </div>
      ${choices(
        'The Page',
        'flags',
        [
          { value: 'published', label: 'Published' },
          { value: 'restricted', label: 'Restricted from sending' },
        ],
        [page.isPublished ? 'published' : '', page.isRestricted ? 'restricted' : ''],
      )}
      ${choices('Tasks of its admin', 'tasks', tasks, page.tasks)}
      ${listApps(sim).map((app) => choices(fieldsLegend(app), fieldsInput(app), fields, subscribedFields(page, app)))}
      <button class="button">Save the Page</button>
    </form>
  </details>`;
}

/** What is not as it should be, in a few words. */
function standing(page: Page, tokenState: string, isConnected: boolean): string {
  const troubles = [
    page.isPublished ? '' : 'not published',
    page.isRestricted ? 'restricted' : '',
    isConnected ? '' : 'not subscribed',
    page.getStartedPayload === null ? 'no Get Started' : '',
    page.tasks.length < PAGE_TASKS.length ? 'tasks missing' : '',
    tokenState === 'valid' ? '' : `token ${tokenState.replaceAll('_', ' ')}`,
    page.defaultAppId === null ? '' : 'another app leads',
  ].filter((trouble) => trouble !== '');
  return troubles.join(', ') || 'as it should be';
}

/** Under which name a form of the front page tells the fields of an app. */
export function fieldsInput(app: SimulatedApp): string {
  return app.isFirst ? 'fields' : `fields-${app.id}`;
}

function fieldsLegend(app: SimulatedApp): string {
  return app.isFirst ? 'Fields the app is subscribed to' : `Fields ${app.name} is subscribed to`;
}
