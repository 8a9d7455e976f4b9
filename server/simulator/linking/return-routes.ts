import { Hono } from 'hono';
import { phoneHolder } from '../chat/phone-holder.ts';
import { pageHeaders } from '../page-headers.ts';
import type { Simulator } from '../simulator.ts';
import { linkingFailed } from './in-app-browser.ts';
import { returnFromLogin } from './return-from-login.ts';
import { RETURN_PATH } from './tap-log-in.ts';

/** Where login pages send people back to, at the platform's path, with a slash at its end and without. */
export function returnRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use(`${RETURN_PATH}/*`, pageHeaders());
  app.on('GET', [RETURN_PATH, `${RETURN_PATH}/`], async (c) => {
    const isLookAhead = c.req.method === 'HEAD' || /\bprefetch\b/.test(c.req.header('sec-purpose') ?? '');
    if (isLookAhead) return c.body(null, 204);
    const token = c.req.query('account_linking_token') ?? '';
    const code = c.req.query('authorization_code') ?? null;
    const { outcome, reason, pageId } = await returnFromLogin(sim, { token, code, by: phoneHolder(sim, c) });
    if (outcome !== 'failed') return c.redirect(`/chat/${pageId}`, 303);
    const page = sim.store.world.pages.find((one) => one.id === pageId) ?? null;
    return c.html(linkingFailed({ page, reason: reason ?? '' }), 400);
  });
  return app;
}
