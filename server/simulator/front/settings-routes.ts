import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { issueUserToken } from '../app/issue-token.ts';
import { setApp } from '../app/set-app.ts';
import { setPage } from '../app/set-page.ts';
import { setToken } from '../app/set-token.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Simulator } from '../simulator.ts';
import { TOKEN_STATES } from '../state/access-token.ts';
import { getPage } from '../state/find-in-world.ts';
import { OLIVIA } from '../state/seed-people.ts';
import { frontPage } from './front-page.ts';

/** One value, or those that were ticked. */
interface Form {
  text(name: string): string;
  all(name: string): string[];
}

/** The forms of the front page: each saves one thing and leads back to the page. */
export function settingsRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use(pageHeaders(), csrf());
  app.post('/app', async (c) => {
    const form = await readForm(c);
    const rules = form.all('rules');
    setApp(sim, {
      mode: form.text('mode') === 'dev' ? 'dev' : 'live',
      callbackUrl: form.text('callbackUrl') || null,
      verifyToken: form.text('verifyToken') || null,
      roles: form.all('roles'),
      permissions: form.all('permissions'),
      requiresProof: rules.includes('proof'),
      allowsLocalDomains: rules.includes('local'),
    });
    return c.redirect('/#app-heading', 303);
  });
  app.post('/page/:id', async (c) => {
    const page = getPage(sim.store.world, c.req.param('id'));
    const form = await readForm(c);
    const flags = form.all('flags');
    setPage(sim, page, {
      isPublished: flags.includes('published'),
      isRestricted: flags.includes('restricted'),
      tasks: form.all('tasks'),
      subscribedFields: form.all('fields'),
      getStarted: form.text('getStarted') || null,
      defaultAppId: form.text('defaultAppId') || null,
      domains: form
        .text('domains')
        .split(/[\s,]+/)
        .filter((domain) => domain !== ''),
    });
    const state = TOKEN_STATES.find((one) => one === form.text('token'));
    if (state) setToken(sim, { of: page.id, state });
    return c.redirect('/#pages-heading', 303);
  });
  app.post('/user-token', async (c) => {
    const isLongLived = (await readForm(c)).text('lifetime') === 'long';
    return c.html(frontPage(sim, issueUserToken(sim, { personId: OLIVIA, isLongLived }).token));
  });
  return app;
}

async function readForm(c: Context): Promise<Form> {
  const form = await c.req.formData();
  const all = (name: string): string[] => form.getAll(name).filter((value) => typeof value === 'string');
  return { all, text: (name) => (all(name)[0] ?? '').trim() };
}
