import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../soak/sent-delivery.ts';
import { type AttackedServer, startAttackedServer } from './attacked-server.ts';
import { type BadBody, bodyOf, messageJson } from './bad-body.ts';
import { bytesCases, jsonCases, massCases } from './bad-bodies.ts';
import { printTable } from './print-table.ts';
import { sendBody } from './send-body.ts';

const MOST_MB = 600;
const GROWTH_MB = 300;

describe.each(['sqlite', 'postgres'] as const)('bad bodies on %s', (dialect) => {
  let server: AttackedServer;

  beforeAll(async () => {
    server = await startAttackedServer(dialect);
  });
  afterAll(() => server.stop());

  /** Sends them one by one, lets the server settle, and finds what is written down of each. */
  async function attack(
    title: string,
    cases: readonly BadBody[],
  ): Promise<{ sent: BadBody; answer: number; kept: string | null }[]> {
    const before = await server.peakMb();
    const answers: number[] = [];
    for (const { body, options } of cases) answers.push((await sendBody(server.url, body, options)).status);
    await server.settle();
    const written = await readKept(server);
    const results = cases.map((sent, at) => ({
      sent,
      answer: answers[at] ?? 0,
      kept: written.get(digestOf(sent.body)) ?? null,
    }));
    const rows = results.map(({ sent, answer, kept }) => [
      sent.name,
      `${sent.body.length} bytes`,
      String(answer),
      kept ?? 'nowhere',
    ]);
    printTable(`${title} on ${dialect}`, ['case', 'sent', 'answer', 'kept as'], rows);
    const counts = Map.groupBy(results, ({ answer }) => answer);
    const peak = await server.peakMb();
    console.log(
      `  ${cases.length} bodies: ${[...counts].map(([status, all]) => `${all.length} answered ${status}`).join(', ')};` +
        ` most memory ${Math.round(before)} -> ${Math.round(peak)} MB\n`,
    );
    return results;
  }

  function expectAsTold(results: Awaited<ReturnType<typeof attack>>): void {
    const said = results.map(({ sent, answer, kept }) => `${sent.name}: ${answer} ${kept}`);
    const told = results.map(({ sent }) => `${sent.name}: ${sent.answer ?? 200} ${sent.kept}`);
    expect(said).toEqual(told);
  }

  /** Everything is as before: a delivery is taken and applied. */
  async function expectWell(): Promise<void> {
    const body = bodyOf(server.pageId, messageJson(server.pageId));
    expect(await sendBody(server.url, body)).toMatchObject({ status: 200, text: 'EVENT_RECEIVED' });
    await server.settle();
    expect((await readKept(server)).get(digestOf(body))).toBe('split 1/0 (applied)');
    expect(await server.peakMb()).toBeLessThan(MOST_MB);
  }

  test('that are no text, not signed or too large are refused, or kept as unreadable', async () => {
    expectAsTold(await attack('Bytes', bytesCases(server.pageId)));
    await expectWell();
  });

  test('with odd JSON are answered 200 and harm neither the server nor their neighbours', async () => {
    expectAsTold(await attack('JSON', jsonCases(server.pageId)));
    await expectWell();
  });

  test('with very much in them are split within bounded memory', async () => {
    const before = await server.peakMb();
    expectAsTold(await attack('Masses', massCases(server.pageId)));
    await expectWell();
    expect((await server.peakMb()) - before).toBeLessThan(GROWTH_MB);
  });
});

async function readKept({ database }: AttackedServer): Promise<Map<string, string>> {
  const deliveries = await database.rows('SELECT id, status, events, duplicates, body FROM inbox_deliveries');
  const states = await database.rows('SELECT DISTINCT delivery_id, status FROM inbox_events ORDER BY status');
  const byDelivery = Map.groupBy(states, (row) => String(row['delivery_id']));
  return new Map(
    deliveries.map(({ id, status, events, duplicates, body }) => {
      const all = byDelivery.get(String(id))?.map((row) => String(row['status'])) ?? [];
      const ended = all.length > 0 ? ` (${all.join(', ')})` : '';
      return [digestOf(body as Buffer), `${String(status)} ${String(events)}/${String(duplicates)}${ended}`];
    }),
  );
}
