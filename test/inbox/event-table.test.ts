import { expect, it } from 'vitest';
import { listItems } from '../../server/inbox/list-items.ts';
import { type NormalisedEvent, normaliseEvent } from '../../server/inbox/normalise-event.ts';
import { parseBody } from '../../server/base/parse-body.ts';
import { EVENT_KINDS } from '../../shared/messenger/messenger-event.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { sign } from '../support/server.ts';
import { settleInbox } from '../support/settle.ts';
import { FIXTURES } from './fixtures/all-fixtures.ts';
import { describeEffect } from './fixtures/describe-effect.ts';
import { castOf } from './fixtures/fixture.ts';
import { printTable } from './fixtures/print-table.ts';

const BASE = Math.floor(Date.now() / 1000) * 1000 - 600_000 + 870;
const CASES = FIXTURES.map((fixture, index) => {
  const cast = castOf(index, BASE);
  const body = fixture.body(cast);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { fixture, cast, text, events: normalise(text) };
});

function normalise(text: string): NormalisedEvent[] {
  return listItems(parseBody(Buffer.from(text))).map((item) => normaliseEvent(item, new Date(BASE)));
}

/** What is told, without what is not. */
function brief(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brief);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const told = Object.entries(value).filter(([, inner]) => inner !== null && inner !== false && inner?.length !== 0);
  return Object.fromEntries(told.map(([key, inner]) => [key, brief(inner)]));
}

it('has a fixture of every kind of event', () => {
  expect(new Set(FIXTURES.map((fixture) => fixture.kind))).toEqual(new Set(EVENT_KINDS));
});

it.each(CASES.map((each) => [each.fixture.name, each] as const))(
  'puts into our words: %s',
  (_, { fixture, cast, events }) => {
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: fixture.kind, ...fixture.form(cast) });
  },
);

onBothDialects('every kind of event', (server) => {
  it('is acknowledged, and has the effect that the table says', { timeout: 60_000 }, async () => {
    for (const { fixture, cast } of CASES) {
      if (fixture.isConnected === false) continue;
      const platform = fixture.name.startsWith('instagram') ? 'instagram' : 'messenger';
      await server().api('PUT', `/v1/pages/${cast.pageId}`, { body: { name: 'P', accessToken: 'EAAtoken', platform } });
    }
    const answers = await Promise.all(
      CASES.map(({ text }) => server().post(text, { 'x-hub-signature-256': sign(text) })),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    await settleInbox(server().server.ctx);
    const rows: string[][] = [];
    for (const { fixture, cast, events } of CASES) {
      const effect = await describeEffect(server(), cast, events[0]?.pageId ?? cast.pageId);
      rows.push([fixture.name, fixture.kind, JSON.stringify(brief(events[0]?.detail)), effect]);
    }
    console.log(printTable(['event', 'kind', 'normalised form', 'effect'], rows));
    expect(rows.map(([name, , , effect]) => [name, effect])).toEqual(
      CASES.map(({ fixture }) => [fixture.name, fixture.effect]),
    );
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"object":"page","entry":['],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[[],{},null]'],
    ['an empty object', '{}'],
    ['deep nesting', '['.repeat(5000)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    [
      'keys that mean something to JavaScript',
      '{"__proto__":{"object":"page"},"constructor":{},"entry":[{"__proto__":1}]}',
    ],
  ])('is acknowledged when signed, whatever is in it: %s', async (_, body) => {
    const answer = await server().post(body, { 'x-hub-signature-256': sign(body) });
    expect(answer.status).toBe(200);
  });
});
