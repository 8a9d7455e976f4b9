import { Hono } from 'hono';
import type { z } from 'zod';
import { changeThreadControl } from '../page-side/change-thread-control.ts';
import { writeAsPage } from '../page-side/write-as-page.ts';
import { blockPage } from '../person/block-page.ts';
import { changePerson } from '../person/change-person.ts';
import { editMessage, reactToMessage, unsendMessage } from '../person/change-message.ts';
import { forgetThread } from '../person/forget-thread.ts';
import { openAd, openLink } from '../person/open-link.ts';
import { readLink } from '../person/read-link.ts';
import { readThread } from '../person/send-receipts.ts';
import { tapButton, tapQuickReply } from '../person/tap-choice.ts';
import { tapGetStarted } from '../person/tap-get-started.ts';
import { writeMessage } from '../person/write-message.ts';
import type { Simulator } from '../simulator.ts';
import { addPerson } from '../state/add-person.ts';
import { findThread, getPage, getPerson } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import * as body from './control-body.ts';
import { readBody } from './read-body.ts';

type Parties = z.output<typeof body.ThreadBody>;

/** What people do on their phones, and what the Page does in its inbox. */
export function personRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.post('/people', async (c) => {
    const person = addPerson(sim.store.world, sim.random, await readBody(c, body.PersonBody));
    sim.store.changed();
    return c.json(person, 201);
  });
  app.post('/person', async (c) => {
    const { person, ...change } = await readBody(c, body.PersonChangeBody);
    return c.json(changePerson(sim, getPerson(sim.store.world, person), change));
  });
  app.post('/open-link', async (c) => {
    const { person, url } = await readBody(c, body.OpenLinkBody);
    const { page, link } = readLink(sim, url);
    return c.json({ thread: openLink(sim, page, getPerson(sim.store.world, person), link) });
  });
  threadActs(sim, app);
  return app;
}

function threadActs(sim: Simulator, app: Hono): void {
  const act = <S extends z.ZodType<Parties>>(
    path: string,
    schema: S,
    answer: 'message' | 'thread',
    verb: (sim: Simulator, page: Page, person: Person, input: z.output<S>) => unknown,
  ): void =>
    void app.post(path, async (c) => {
      const input = await readBody(c, schema);
      const page = getPage(sim.store.world, input.pageId);
      const person = getPerson(sim.store.world, input.person);
      return c.json({ [answer]: verb(sim, page, person, input) ?? findThread(sim.store.world, page.id, person.id) });
    });
  act('/get-started', body.ThreadBody, 'thread', tapGetStarted);
  act('/messages', body.MessageBody, 'message', writeMessage);
  act('/attachments', body.AttachmentBody, 'message', writeMessage);
  act('/reactions', body.ReactionBody, 'message', reactToMessage);
  act('/edits', body.EditBody, 'message', editMessage);
  act('/unsend', body.UnsendBody, 'message', unsendMessage);
  act('/quick-replies', body.ChoiceBody, 'message', tapQuickReply);
  act('/buttons', body.ChoiceBody, 'thread', tapButton);
  act('/open-ad', body.AdBody, 'thread', openAd);
  act('/open-chat', body.ThreadBody, 'thread', readThread);
  act('/block', body.BlockBody, 'thread', blockPage);
  act('/forget-thread', body.ThreadBody, 'thread', forgetThread);
  act('/page-messages', body.PageMessageBody, 'message', writeAsPage);
  act('/thread-control', body.ThreadControlBody, 'thread', changeThreadControl);
}
