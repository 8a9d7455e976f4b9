import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { streamSSE } from 'hono/streaming';
import { pageHeaders } from '../page-headers.ts';
import { readThread } from '../person/send-receipts.ts';
import type { Simulator } from '../simulator.ts';
import { findThread, getPage, isLoggedIn } from '../state/find-in-world.ts';
import type { Thread } from '../state/world.ts';
import { browserRoutes } from './browser-routes.ts';
import type { ChatView } from './chat-view.ts';
import { chatPage } from './chat-page.ts';
import { phoneHolder } from './phone-holder.ts';
import { tapRoutes } from './tap-routes.ts';

/** The chat page and the taps on it; every tap is a form, so that it works without JavaScript. */
export function chatRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.use(pageHeaders(), csrf());
  app.get('/', (c) => c.redirect(`/chat/${sim.store.world.pages[0]?.id ?? ''}`, 302));
  app.get('/:page', (c) => {
    const { world } = sim.store;
    const page = getPage(world, c.req.param('page'));
    const person = phoneHolder(sim, c);
    if (c.req.method === 'GET') readThread(sim, page, person);
    const thread = findThread(world, page.id, person.id);
    const { pages, people } = world;
    const focus = thread && focusOf(c, thread);
    const isLinked = isLoggedIn(world, page.id, person.id);
    return c.html(chatPage({ page, pages, person, people, thread, focus, isLinked }));
  });
  app.get('/:page/events', (c) => liveEvents(sim, c));
  app.route('/', tapRoutes(sim));
  app.route('/', browserRoutes(sim));
  return app;
}

/** `?reply=` and `?edit=` name a message; one that is not there any more is no reason to fail. */
function focusOf(c: Context, thread: Thread): ChatView['focus'] {
  for (const act of ['reply', 'edit'] as const) {
    const mid = c.req.query(act);
    const message = thread.messages.find((one) => one.mid === mid && !one.isUnsent && one.from !== 'note');
    if (message && (act === 'reply' || message.from === 'person')) return { act, message };
  }
  return null;
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
