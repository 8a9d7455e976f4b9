import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { addApp } from '../app/add-app.ts';
import { issueUserToken } from '../app/issue-token.ts';
import { setApp } from '../app/set-app.ts';
import { setPage } from '../app/set-page.ts';
import { setToken } from '../app/set-token.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Simulator } from '../simulator.ts';
import { TOKEN_STATES } from '../state/access-token.ts';
import { getPage } from '../state/find-in-world.ts';
import { getApp, listApps, type SimulatedApp } from '../state/simulated-app.ts';
import { OLIVIA } from '../state/seed-people.ts';
import { appHeading } from './app-settings.ts';
import { fieldsInput } from './page-settings.ts';
import { frontPage } from './front-page.ts';

const MAX_NAME = 100;

/** One value, or those that were ticked. */
interface Form {
  text(name: string): string;
  all(name: string): string[];
}

/** The forms of the front page: each saves one thing and leads back to the page. */
export function settingsRoutes(sim: Simulator): Hono {
  const routes = new Hono();
  routes.use(pageHeaders(), csrf());
  routes.post('/apps', async (c) => {
    const name = (await readForm(c)).text('name').slice(0, MAX_NAME) || undefined;
    return c.redirect(`/#${appHeading(addApp(sim, { name }))}`, 303);
  });
  routes.post('/app', async (c) => {
    const form = await readForm(c);
    const rules = form.all('rules');
    const app = appOf(sim, form);
    setApp(sim, {
      appId: app.id,
      mode: form.text('mode') === 'dev' ? 'dev' : 'live',
      callbackUrl: form.text('callbackUrl') || null,
      verifyToken: form.text('verifyToken') || null,
      roles: form.all('roles'),
      permissions: form.all('permissions'),
      requiresProof: rules.includes('proof'),
      allowsLocalDomains: rules.includes('local'),
    });
    return c.redirect(`/#${appHeading(app)}`, 303);
  });
  routes.post('/page/:id', async (c) => {
    const page = getPage(sim.store.world, c.req.param('id'));
    const form = await readForm(c);
    const flags = form.all('flags');
    setPage(sim, page, {
      isPublished: flags.includes('published'),
      isRestricted: flags.includes('restricted'),
      tasks: form.all('tasks'),
      getStarted: form.text('getStarted') || null,
      defaultAppId: form.text('defaultAppId') || null,
      domains: form
        .text('domains')
        .split(/[\s,]+/)
        .filter((domain) => domain !== ''),
    });
    for (const one of listApps(sim))
      setPage(sim, page, { appId: one.id, subscribedFields: form.all(fieldsInput(one)) });
    const state = TOKEN_STATES.find((one) => one === form.text('token'));
    if (state) setToken(sim, { of: page.id, state });
    return c.redirect('/#pages-heading', 303);
  });
  routes.post('/user-token', async (c) => {
    const form = await readForm(c);
    const app = appOf(sim, form);
    const isLongLived = form.text('lifetime') === 'long';
    const { token } = issueUserToken(sim, { app, personId: OLIVIA, isLongLived });
    return c.html(frontPage(sim, { appId: app.id, token }));
  });
  return routes;
}

function appOf(sim: Simulator, form: Form): SimulatedApp {
  return getApp(sim, form.text('appId') || undefined);
}

async function readForm(c: Context): Promise<Form> {
  const form = await c.req.formData();
  const all = (name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string');
  return { all, text: (name) => (all(name)[0] ?? '').trim() };
}
