import { Hono } from 'hono';
import { z } from 'zod';
import { returnFromLogin } from '../linking/return-from-login.ts';
import { tapLogIn } from '../linking/tap-log-in.ts';
import { tapLogOut } from '../linking/tap-log-out.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getPage, getPerson } from '../state/find-in-world.ts';
import { LinkingRulesChange } from '../state/linking-rules.ts';
import { ThreadBody } from './control-body.ts';
import { readBody } from './read-body.ts';

/** `POST /control/log-in` and `/control/log-out`. */
const TapBody = ThreadBody.extend({ mid: z.string().optional() });

/** `POST /control/return-from-login`. */
const ReturnBody = z.strictObject({ person: z.string(), url: z.url() });

/** What people do to link their accounts, and how the platform treats it. */
export function linkingControlRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.post('/log-in', async (c) => {
    const { pageId, person, mid } = await readBody(c, TapBody);
    const { world } = sim.store;
    return c.json(tapLogIn(sim, getPage(world, pageId), getPerson(world, person), { mid }));
  });
  app.post('/log-out', async (c) => {
    const { pageId, person, mid } = await readBody(c, TapBody);
    const { world } = sim.store;
    return c.json({ thread: tapLogOut(sim, getPage(world, pageId), getPerson(world, person), { mid }) });
  });
  app.post('/return-from-login', async (c) => {
    const { person, url } = await readBody(c, ReturnBody);
    const query = new URL(url).searchParams;
    const token = query.get('account_linking_token');
    if (token === null) throw new RequestRefused(400, 'The address carries no "account_linking_token".');
    const by = getPerson(sim.store.world, person);
    return c.json(await returnFromLogin(sim, { token, code: query.get('authorization_code'), by }));
  });
  app.post('/linking-rules', async (c) => {
    const change = await readBody(c, LinkingRulesChange);
    const said = Object.entries(change).filter(([, value]) => value !== undefined);
    sim.store.world.linkingRules = { ...sim.store.world.linkingRules, ...Object.fromEntries(said) };
    sim.store.changed();
    return c.json(sim.store.world.linkingRules);
  });
  return app;
}
