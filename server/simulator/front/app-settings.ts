import { html } from 'hono/html';
import type { Simulator } from '../simulator.ts';
import type { Html } from '../simulator-layout.ts';
import { PERMISSIONS } from '../state/app-settings.ts';
import { choices, picked } from './setting-fields.ts';

/** What stands in the dashboard of the app, as a form, and the button that gives out user tokens. */
export function appSettings(sim: Simulator, userToken: string | null): Html {
  const { world } = sim.store;
  const { app } = world;
  const people = world.people.map(({ id, name }) => ({ value: id, label: name }));
  const permissions = PERMISSIONS.map((name) => ({ value: name, label: name }));
  return html`<section aria-labelledby="app-heading">
    <h2 id="app-heading">The app</h2>
    <form class="settings-card" method="post" action="/settings/app">
      <div class="settings-row">
        <label>Mode
          <select name="mode">
            ${picked(
              [
                ['live', 'Live'],
                ['dev', 'In development'],
              ],
              app.mode,
            )}
          </select>
        </label>
        <label>Callback URL
          <input name="callbackUrl" inputmode="url" value="${app.callbackUrl === null ? '' : sim.callbackUrl()}" placeholder="None: nothing is sent" />
        </label>
        <label>Verify token, typed wrong
          <input name="verifyToken" value="${app.verifyToken ?? ''}" placeholder="The right one is sent" />
        </label>
      </div>
      ${choices('Roles: whoever it hears of while in development', 'roles', people, app.roles)}
      ${choices('Permissions of new user tokens', 'permissions', permissions, app.permissions)}
      ${choices(
        'Calls',
        'rules',
        [
          { value: 'proof', label: 'Every call needs an appsecret_proof' },
          { value: 'local', label: 'Domains may be http://localhost' },
        ],
        [app.requiresProof ? 'proof' : '', app.allowsLocalDomains ? 'local' : ''],
      )}
      <button class="button">Save the app</button>
    </form>
    <form class="settings-card" method="post" action="/settings/user-token">
      <p class="quiet">A user token of Olivia, who runs all Pages: what somebody copies from Meta’s dashboard to connect.</p>
      ${userToken === null ? '' : html`<label>The new token<input class="token" name="token" readonly value="${userToken}" /></label>`}
      <div class="settings-acts">
        <button class="button subtle" name="lifetime" value="short">Token for two hours</button>
        <button class="button subtle" name="lifetime" value="long">Token for sixty days</button>
      </div>
    </form>
  </section>`;
}
