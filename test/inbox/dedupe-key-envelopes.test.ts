import { describe, expect, it } from 'vitest';
import { dedupeKey } from '../../server/inbox/dedupe-key.ts';
import { listItems } from '../../server/inbox/list-items.ts';
import { normaliseEvent } from '../../server/inbox/normalise-event.ts';
import { parseBody } from '../../server/base/parse-body.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { sign } from '../support/server.ts';
import { settleInbox } from '../support/settle.ts';
import { FIXTURES } from './fixtures/all-fixtures.ts';
import { castOf } from './fixtures/fixture.ts';

const BASE = Math.floor(Date.now() / 1000) * 1000 - 600_000 + 870;

interface Envelope {
  readonly object: string;
  readonly entry: readonly { readonly id: string; readonly time: number; readonly [list: string]: unknown }[];
}

/** All fixtures whose events come in a list and tell their own time. Changes tell none: their entry's has to do. */
const CASES = FIXTURES.flatMap((fixture, index) => {
  const cast = castOf(index, BASE, 7);
  const made = fixture.body(cast);
  const text = typeof made === 'string' ? made : JSON.stringify(made);
  const body: Envelope | undefined = fixture.kind === 'change' ? undefined : JSON.parse(text);
  const isReal = body?.entry[0]?.id !== '0';
  return body && isReal
    ? [{ name: fixture.name, cast, fixture, text: JSON.stringify(body), again: inAnother(body) }]
    : [];
});

/** The same event in another delivery: a later batch, a neighbour before it, new addresses of its files, a running number. */
function inAnother({ object, entry }: Envelope): string {
  const [first] = entry;
  if (!first) throw new Error('no entry');
  const list = 'standby' in first ? 'standby' : 'messaging';
  const events = Array.isArray(first[list]) ? first[list] : [];
  const later = { ...first, time: first.time + 61_000, [list]: events.map(numbered) };
  const neighbour = {
    id: `${first.id}9`,
    time: first.time,
    messaging: [{ sender: { id: '1' }, message: { mid: 'm_n' } }],
  };
  return JSON.stringify({ entry: [neighbour, later], object }).replaceAll(
    /(cdn\.example[^"?]*)\?[^"]*/g,
    '$1?oe=6FFFFFFF&_nc=2',
  );
}

function numbered(event: Record<string, unknown>): object {
  const counted = ['message', 'delivery', 'read'].filter((key) => typeof event[key] === 'object');
  const reversed = Object.fromEntries(Object.entries(event).toReversed());
  return Object.assign(reversed, ...counted.map((key) => ({ [key]: { ...Object(event[key]), seq: 4711 } })));
}

function lastKey(text: string): string {
  const item = listItems(parseBody(Buffer.from(text))).at(-1);
  if (!item) throw new Error('no item');
  return dedupeKey(item, normaliseEvent(item, new Date(0)));
}

describe('the same event in another envelope', () => {
  it.each(CASES.map(({ name, text, again }) => [name, text, again] as const))(
    'has the same key: %s',
    (_, text, again) => {
      expect(again).not.toBe(text);
      expect(lastKey(again)).toBe(lastKey(text));
    },
  );

  it('is told from every other event', () => {
    expect(new Set(CASES.map(({ text }) => lastKey(text))).size).toBe(CASES.length);
  });
});

describe('facts about one message', () => {
  const about = (message: object, list = 'messaging'): string =>
    JSON.stringify({
      object: 'page',
      entry: [
        { id: 'PAGE', time: 2, [list]: [{ sender: { id: 'P' }, recipient: { id: 'PAGE' }, timestamp: 1, ...message }] },
      ],
    });
  const facts = [
    about({ message: { mid: 'm', text: 'a' } }),
    about({ message: { mid: 'm', text: 'a' } }, 'standby'),
    about({ message: { mid: 'm', is_echo: true } }),
    about({ message: { mid: 'm', is_echo: true, is_deleted: true } }),
    about({ message: { mid: 'm', is_deleted: true } }),
    about({ message_edit: { mid: 'm', text: 'b', num_edit: 1 } }),
    about({ message_edit: { mid: 'm', text: 'c', num_edit: 2 } }),
    about({ message: { text: 'a' } }),
    about({ message: { text: 'b' } }),
    about({ message: { attachments: [{ type: 'image', payload: { url: 'https://cdn.example/1?oe=1' } }] } }),
    about({ message: { attachments: [{ type: 'image', payload: { url: 'https://cdn.example/2?oe=1' } }] } }),
  ];

  it('are facts of their own', () => {
    expect(new Set(facts.map(lastKey)).size).toBe(facts.length);
  });

  it('count an edit once, whether its number is text or not', () => {
    const edit = (number: unknown): string => about({ message_edit: { mid: 'm', num_edit: number } });
    expect(lastKey(edit('1'))).toBe(lastKey(edit(1)));
  });

  it('recognise a message without an id although its file has a new address', () => {
    const image = (url: string): string => about({ message: { attachments: [{ type: 'image', payload: { url } }] } });
    expect(lastKey(image('https://cdn.example/1?oe=2'))).toBe(lastKey(image('https://cdn.example/1?oe=1')));
  });
});

onBothDialects('events that come again in other envelopes', (server) => {
  it('are counted as duplicates and change nothing', { timeout: 60_000 }, async () => {
    for (const { cast, fixture } of CASES) {
      if (fixture.isConnected !== false) {
        await server().api('PUT', `/v1/pages/${cast.pageId}`, { body: { name: 'P', accessToken: 'EAAtoken' } });
      }
    }
    const list = async (path: string): Promise<unknown[]> =>
      (await server().api('GET', `/v1/${path}?limit=200`)).body.data;
    const send = async (texts: readonly string[]): Promise<void> => {
      for (const text of texts) await server().post(text, { 'x-hub-signature-256': sign(text) });
      await settleInbox(server().server.ctx);
    };
    await send(CASES.map(({ text }) => text));
    const before = { threads: await list('threads'), arrivals: await list('arrivals') };
    expect(await list('events')).toHaveLength(CASES.length);
    await send(CASES.map(({ again }) => again));
    expect({ threads: await list('threads'), arrivals: await list('arrivals') }).toEqual(before);
    const { body } = await server().api('GET', `/v1/deliveries?limit=${CASES.length}`);
    expect(body.data.map((one: { duplicates: number }) => one.duplicates)).toEqual(CASES.map(() => 1));
  });
});
