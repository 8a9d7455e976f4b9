import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { z } from 'zod';
import { phoneHolder } from '../chat/phone-holder.ts';
import { readBody } from '../control/read-body.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getPage } from '../state/find-in-world.ts';
import { framePage } from './frame-page.ts';
import type { PluginDesk } from './plugin-desk.ts';
import { PluginQuery } from './plugin-query.ts';
import { framePolicy, pluginRefusal } from './plugin-refusal.ts';
import { SdkChange } from './sdk-knobs.ts';

const FOLDER = new URL('./browser/', import.meta.url);
const NO_STORE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const TapBody = z.object({ address: z.string(), act: z.enum(['click', 'tick', 'not_you']) });
const ConfirmBody = z.object({
  app_id: z.string(),
  page_id: z.string(),
  user_ref: z.string(),
  ref: z.string().nullish(),
});

/** What stands for the platform's script, and for the frames that it puts into pages. */
export function sdkRoutes(sim: Simulator, desk: PluginDesk): Hono {
  const app = new Hono();
  app.get('/frame.css', (c) => file(c, 'frame.css', 'text/css'));
  app.get('/frame.js', (c) => file(c, 'frame.js', 'text/javascript'));
  app.get('/frame', (c) => frame(sim, desk, c));
  app.post('/tap', csrf(), async (c) => {
    const { address, act } = await readBody(c, TapBody);
    const query = readQuery(URL.parse(address, sim.url)?.searchParams);
    const page = getPage(sim.store.world, query.page_id);
    return c.json({ events: desk.tap(sim, { query, page, person: phoneHolder(sim, c), act }) });
  });
  // Pages of other origins tell it, so it comes as plain text, and is believed no further than the box that was shown.
  app.post('/confirm', async (c) => {
    const told = ConfirmBody.parse(JSON.parse(await c.req.text()));
    const page = getPage(sim.store.world, told.page_id);
    desk.confirm(sim, page, { app: told.app_id, userRef: told.user_ref, ref: told.ref ?? undefined });
    return c.body(null, 204, { 'access-control-allow-origin': '*' });
  });
  app.get('/:locale{[a-z]{2}_[A-Z]{2}}/sdk.js', async (c) => {
    await pause(desk.knobs.delayMs);
    if (desk.knobs.isBlocked) throw new RequestRefused(403, 'The script is blocked: POST /control/sdk says so.');
    c.header('access-control-allow-origin', '*');
    return file(c, 'sdk.js', 'text/javascript');
  });
  return app;
}

/** Below `/control`: how the plugins behave. */
export function sdkControlRoutes(desk: PluginDesk): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json(desk.knobs));
  app.post('/', async (c) => c.json(desk.turn(await readBody(c, SdkChange))));
  return app;
}

/** A frame that is refused is empty, or not shown at all by the browser: as with the platform, no word says why. */
function frame(sim: Simulator, desk: PluginDesk, c: Context): Response | Promise<Response> {
  const query = readQuery(new URL(c.req.url).searchParams);
  const page = sim.store.world.pages.find((one) => one.id === query.page_id) ?? null;
  const { knobs, usedRefs } = desk;
  const refusal = pluginRefusal(sim, { query, page, person: phoneHolder(sim, c), knobs, usedRefs });
  c.header(
    'content-security-policy',
    `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; ${framePolicy(page)}`,
  );
  if (refusal !== null) return c.html('<!doctype html><title>Empty</title>', 200, NO_STORE);
  desk.shown(query);
  return c.html(framePage(query, page?.name ?? ''), 200, NO_STORE);
}

function readQuery(params: URLSearchParams | undefined): PluginQuery {
  const parsed = PluginQuery.safeParse(Object.fromEntries(params ?? []));
  if (!parsed.success) throw new RequestRefused(400, 'The address of the frame names no plugin.');
  return parsed.data;
}

async function file(c: Context, name: string, type: string): Promise<Response> {
  return c.body(await readFile(new URL(name, FOLDER), 'utf8'), 200, {
    'content-type': `${type}; charset=utf-8`,
    ...NO_STORE,
  });
}
