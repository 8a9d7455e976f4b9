import { html } from 'hono/html';
import type { Simulator } from '../simulator.ts';
import type { Html } from '../simulator-layout.ts';
import { PERMISSIONS } from '../state/app-settings.ts';
import type { SimulatedApp } from '../state/simulated-app.ts';
import { choices, picked } from './setting-fields.ts';

/** What stands in the dashboard of an app, as a form, and the button that gives out user tokens. */
export function appSettings(sim: Simulator, app: SimulatedApp, userToken: string | null): Html {
  const { settings } = app;
  const people = sim.store.world.people.map(({ id, name }) => ({ value: id, label: name }));
  const permissions = PERMISSIONS.map((name) => ({ value: name, label: name }));
  return html`<section aria-labelledby="${appHeading(app)}">
    <h2 id="${appHeading(app)}">${app.isFirst ? 'The app' : app.name}</h2>
    <form class="settings-card" method="post" action="/settings/app">
      <input type="hidden" name="appId" value="${app.id}" />
      ${app.isFirst ? '' : credentials(app)}
      <div class="settings-row">
        <label>Mode
          <select name="mode">
            ${picked(
              [
                ['live', 'Live'],
                ['dev', 'In development'],
              ],
              settings.mode,
            )}
          </select>
        </label>
        <label>Callback URL
          <input name="callbackUrl" inputmode="url" value="${settings.callbackUrl === null ? '' : sim.callbackUrl(app)}" placeholder="None: nothing is sent" />
        </label>
        <label>Verify token, typed wrong
          <input name="verifyToken" value="${settings.verifyToken ?? ''}" placeholder="The right one is sent" />
        </label>
      </div>
      ${choices('Roles: whoever it hears of while in development', 'roles', people, settings.roles)}
      ${choices('Permissions of new user tokens', 'permissions', permissions, settings.permissions)}
      ${choices(
        'Calls',
        'rules',
        [
          { value: 'proof', label: 'Every call needs an appsecret_proof' },
          { value: 'local', label: 'Domains may be http://localhost' },
        ],
        [settings.requiresProof ? 'proof' : '', settings.allowsLocalDomains ? 'local' : ''],
      )}
      <button class="button">Save the app</button>
    </form>
    <form class="settings-card" method="post" action="/settings/user-token">
      <input type="hidden" name="appId" value="${app.id}" />
      <p class="quiet">A user token of Olivia, who runs all Pages: what somebody copies from Meta’s dashboard to connect.</p>
      ${userToken === null ? '' : html`<label>The new token<input class="token" name="token" readonly value="${userToken}" /></label>`}
      <div class="settings-acts">
        <button class="button subtle" name="lifetime" value="short">Token for two hours</button>
        <button class="button subtle" name="lifetime" value="long">Token for sixty days</button>
      </div>
    </form>
  </section>`;
}

/** Where on the page the settings of an app begin. */
export function appHeading(app: SimulatedApp): string {
  return app.isFirst ? 'app-heading' : `app-heading-${app.id}`;
}

/** The form that adds an app: a server hears of it by `PUT /v1/apps/{id}`. */
export function appAdder(): Html {
  return html`<section aria-labelledby="add-heading">
    <h2 id="add-heading">Another app</h2>
    <form class="settings-card" method="post" action="/settings/apps">
      <label>Its name<input name="name" maxlength="100" placeholder="Made up" /></label>
      <button class="button subtle">Add an app</button>
    </form>
  </section>`;
}

/** What Threadtie is told of an app: `PUT /v1/apps/{id}`. */
function credentials({ id, secret }: SimulatedApp): Html {
  return html`<div class="settings-row">
    <label>App id<input class="token" readonly value="${id}" /></label>
    <label>App secret<input class="token" readonly value="${secret}" /></label>
  </div>`;
}
