import { type Context, Hono } from 'hono';
import { type PageMessage, writeAsPage } from '../page-side/write-as-page.ts';
import { ATTACHMENT_TYPES } from '../person/attachment.ts';
import { blockPage } from '../person/block-page.ts';
import { editMessage, REACTIONS, type ReactionName, reactToMessage, unsendMessage } from '../person/change-message.ts';
import { changePerson, LOCALES } from '../person/change-person.ts';
import { forgetThread } from '../person/forget-thread.ts';
import { openAd } from '../person/open-link.ts';
import { tapButton, tapQuickReply } from '../person/tap-choice.ts';
import { ICE_BREAKERS, sendPostback, tapGetStarted } from '../person/tap-get-started.ts';
import { writeMessage } from '../person/write-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getPage, getPerson } from '../state/find-in-world.ts';
import { DEVICES, type Page, type Person } from '../state/world.ts';
import { handPhoneTo, phoneHolder } from './phone-holder.ts';

type Fields = Readonly<Record<string, string>>;
type Tap = (sim: Simulator, page: Page, person: Person, fields: Fields) => void;

const MAX_TEXT = 2000;
const AD = { adId: '23850000000000017', title: 'Autumn teas' };
const OFFER: PageMessage = {
  text: 'How do you take your tea?',
  buttons: [{ type: 'postback', title: 'See the teas', payload: 'SEE_TEAS' }],
  quickReplies: [
    { title: 'Green', payload: 'PICK_GREEN', imageUrl: null },
    { title: 'Black', payload: 'PICK_BLACK', imageUrl: null },
  ],
};

/** The forms of the chat page: each does one thing and leads back to the page. */
export function tapRoutes(sim: Simulator): Hono {
  const app = new Hono();
  for (const [name, tap] of Object.entries(TAPS)) {
    app.post(`/:page/${name}`, async (c) => {
      const page = getPage(sim.store.world, c.req.param('page') ?? '');
      tap(sim, page, phoneHolder(sim, c), await formFields(c));
      return c.redirect(`/chat/${page.id}`, 303);
    });
  }
  app.post('/:page/phone', async (c) => {
    const page = getPage(sim.store.world, c.req.param('page'));
    handPhoneTo(c, getPerson(sim.store.world, (await formFields(c))['person'] ?? ''));
    return c.redirect(`/chat/${page.id}`, 303);
  });
  return app;
}

const TAPS: Readonly<Record<string, Tap>> = {
  'get-started': tapGetStarted,
  forget: forgetThread,
  messages: (sim, page, person, fields) => {
    writeMessage(sim, page, person, { text: messageText(fields), replyTo: fields['mid'] || undefined });
  },
  edit: (sim, page, person, fields) => {
    editMessage(sim, page, person, { mid: fields['mid'] ?? '', text: messageText(fields) });
  },
  unsend: (sim, page, person, { mid = '' }) => void unsendMessage(sim, page, person, { mid }),
  attachments: (sim, page, person, fields) => {
    const attachment = ATTACHMENT_TYPES.find((type) => type === fields['attachment']);
    if (!attachment) throw new RequestRefused(400, `There is no attachment "${fields['attachment']}".`);
    writeMessage(sim, page, person, { attachment });
  },
  react: (sim, page, person, { mid = '', reaction = '' }) => {
    reactToMessage(sim, page, person, { mid, reaction: reaction === '' ? null : reactionName(reaction) });
  },
  'quick-reply': (sim, page, person, { mid = '', payload = '' }) =>
    void tapQuickReply(sim, page, person, { mid, payload }),
  button: (sim, page, person, { mid = '', payload = '' }) => void tapButton(sim, page, person, { mid, payload }),
  'ice-breaker': (sim, page, person, { payload }) => {
    const choice = ICE_BREAKERS.find((one) => one.payload === payload);
    if (choice) sendPostback(sim, page, person, choice);
  },
  'open-ad': (sim, page, person, { ref }) => void openAd(sim, page, person, { ...AD, ref: ref || undefined }),
  device: (sim, _page, person, { device }) => {
    void changePerson(sim, person, { device: DEVICES.find((one) => one === device) });
  },
  language: (sim, _page, person, { locale }) => {
    void changePerson(sim, person, { locale: LOCALES.find((one) => one === locale) });
  },
  block: (sim, page, person, { blocked }) => void blockPage(sim, page, person, { isBlocked: blocked === 'yes' }),
  'page-menu': (sim, page, person) => void writeAsPage(sim, page, person, OFFER),
};

function messageText({ text = '' }: Fields): string {
  if (text.trim() === '' || text.length > MAX_TEXT) {
    throw new RequestRefused(400, 'A message has 1 to 2000 characters.');
  }
  return text;
}

function reactionName(name: string): ReactionName {
  const known = Object.keys(REACTIONS).find((one): one is ReactionName => one === name);
  if (!known) throw new RequestRefused(400, `There is no reaction "${name}".`);
  return known;
}

async function formFields(c: Context): Promise<Fields> {
  const entries = Object.entries(await c.req.parseBody());
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
