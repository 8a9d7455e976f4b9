import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { streamSSE } from 'hono/streaming';
import { pageHeaders } from '../page-headers.ts';
import { forgetThread } from '../person/forget-thread.ts';
import { tapGetStarted } from '../person/tap-get-started.ts';
import { writeMessage } from '../person/write-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { findThread, getPage, getPerson } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import { chatPage } from './chat-page.ts';
import { handPhoneTo, phoneHolder } from './phone-holder.ts';

const MAX_TEXT = 2000;

/** The chat page and the taps on it; every tap is a form, so that it works without JavaScript. */
export function chatRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use(pageHeaders(), csrf());
  app.get('/', (c) => c.redirect(`/chat/${sim.store.world.pages[0]?.id ?? ''}`, 302));
  app.get('/:page', (c) => {
    const { world } = sim.store;
    const page = getPage(world, c.req.param('page'));
    const person = phoneHolder(sim, c);
    return c.html(chatPage({ page, person, people: world.people, thread: findThread(world, page.id, person.id) }));
  });
  app.get('/:page/events', (c) => liveEvents(sim, c));
  app.post('/:page/get-started', (c) => act(sim, c, (page, person) => tapGetStarted(sim, page, person)));
  app.post('/:page/forget', (c) => act(sim, c, (page, person) => forgetThread(sim, page, person)));
  app.post('/:page/messages', async (c) => {
    const text = await formText(c, 'text');
    if (text.trim() === '' || text.length > MAX_TEXT)
      throw new RequestRefused(400, 'A message has 1 to 2000 characters.');
    return act(sim, c, (page, person) => writeMessage(sim, page, person, { text }));
  });
  app.post('/:page/phone', async (c) => {
    const person = getPerson(sim.store.world, await formText(c, 'person'));
    return act(sim, c, () => handPhoneTo(c, person));
  });
  return app;
}

function act(sim: Simulator, c: Context, tap: (page: Page, person: Person) => void): Response {
  const page = getPage(sim.store.world, c.req.param('page') ?? '');
  tap(page, phoneHolder(sim, c));
  return c.redirect(`/chat/${page.id}`, 303);
}

async function formText(c: Context, name: string): Promise<string> {
  const value = (await c.req.parseBody())[name];
  return typeof value === 'string' ? value : '';
}

/** Says "look again" after every change; the page fetches itself to see what changed. */
function liveEvents(sim: Simulator, c: Context): Response {
  return streamSSE(c, async (stream) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = sim.store.onChange(() => void stream.writeSSE({ event: 'changed', data: 'look again' }));
    stream.onAbort(resolve);
    await stream.writeSSE({ event: 'ready', data: 'listening' });
    await promise;
    stop();
  });
}
