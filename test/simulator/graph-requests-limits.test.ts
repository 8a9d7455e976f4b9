import { describe, expect, test } from 'vitest';
import { createRollingCount } from '../../server/simulator/graph/rolling-count.ts';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const PSID = '9007199254740993';
const MINUTE = 60_000;

interface Answer {
  readonly status: number;
  readonly code: number | null;
  readonly headers: Headers;
}

async function call({ sim }: Fixture, path: string, token: string, body?: object): Promise<Answer> {
  const response = await fetch(`${sim.url}/graph/v25.0${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const json = (await response.json()) as { error?: { code: number } };
  return { status: response.status, code: json.error?.code ?? null, headers: response.headers };
}

async function frozen(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.steerClock({ now: '2026-11-20T12:00:00.000Z' });
  await fixture.sim.control.steerClock({ freeze: true });
  return fixture;
}

function usageOf(answer: Answer, name: 'x-app-usage' | 'x-business-use-case-usage'): unknown {
  return JSON.parse(answer.headers.get(name) ?? 'null');
}

async function times(count: number, one: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < count; i++) answers.push(await one());
  return answers;
}

describe('the usage headers', () => {
  test('are left out while there is next to no usage', async () => {
    const fixture = await startFixture();
    const answer = await call(fixture, '/me', fixture.page.token);
    expect([usageOf(answer, 'x-app-usage'), usageOf(answer, 'x-business-use-case-usage')]).toEqual([null, null]);
  });

  test('rise with the calls of a Page, and tell nothing of another', async () => {
    const fixture = await frozen();
    await fixture.sim.control.setGraphFaults({ engagedUsers: 1 });
    const answers = await times(96, () => call(fixture, '/me', fixture.page.token));
    const counts = answers.map((answer) => usageOf(answer, 'x-business-use-case-usage'));
    expect([counts[46], counts[47], counts[95]]).toEqual([
      null,
      { [fixture.page.id]: [expect.objectContaining({ type: 'pages', call_count: 1 })] },
      {
        [fixture.page.id]: [
          expect.objectContaining({ type: 'pages', call_count: 2, estimated_time_to_regain_access: 0 }),
        ],
      },
    ]);
    const [, other] = (await fixture.sim.control.state()).pages;
    const elsewhere = await call(fixture, '/me', other?.accessToken ?? '');
    expect(usageOf(elsewhere, 'x-business-use-case-usage')).toBeNull();
  });

  test('rise with the calls of the app and of its users', async () => {
    const fixture = await frozen();
    const user = await fixture.sim.control.userToken();
    await fixture.sim.control.setGraphFaults({ appUsers: 1 });
    const answers = await times(4, () => call(fixture, '/me/accounts', user));
    expect(answers.map((answer) => usageOf(answer, 'x-app-usage'))).toEqual([
      null,
      { call_count: 1, total_cputime: 0, total_time: 0 },
      { call_count: 1, total_cputime: 0, total_time: 0 },
      { call_count: 2, total_cputime: 1, total_time: 1 },
    ]);
  });

  test('tell what a knob says', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setGraphFaults({ pageUsage: 120, regainMinutes: 19, appUsage: 95 });
    const page = await call(fixture, '/me', fixture.page.token);
    const app = await call(fixture, '/me/accounts', await fixture.sim.control.userToken());
    expect(usageOf(page, 'x-business-use-case-usage')).toEqual({
      [fixture.page.id]: [
        { type: 'pages', call_count: 120, total_cputime: 72, total_time: 72, estimated_time_to_regain_access: 19 },
      ],
    });
    expect(usageOf(app, 'x-app-usage')).toMatchObject({ call_count: 95 });
  });
});

describe('too many calls', () => {
  test('with a user token are refused with 4 until an hour has passed', async () => {
    const fixture = await frozen();
    const user = await fixture.sim.control.userToken({ lifetime: 'long' });
    await fixture.sim.control.setGraphFaults({ appUsers: 1 });
    const answers = await times(201, () => call(fixture, '/me/accounts', user));
    expect(answers.map(({ code }) => code).slice(198)).toEqual([null, null, 4]);
    await fixture.sim.control.steerClock({ advanceMs: 61 * MINUTE });
    expect((await call(fixture, '/me/accounts', user)).code).toBeNull();
  });

  test('of Messenger for one Page are refused with 80006, with the time to wait', async () => {
    const fixture = await frozen();
    await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
    await fixture.sim.control.setGraphFaults({ engagedUsers: 1 });
    const typing = { recipient: { id: PSID }, sender_action: 'typing_on' };
    const answers = await times(201, () => call(fixture, '/me/messages', fixture.page.token, typing));
    expect(answers.map(({ code }) => code).slice(199)).toEqual([null, 80006]);
    const [usage] = Object.values(usageOf(answers[200] as Answer, 'x-business-use-case-usage') as object);
    expect(usage).toEqual([expect.objectContaining({ type: 'messenger', estimated_time_to_regain_access: 1440 })]);
  });

  test('of the Messenger Profile are refused with 613 until ten minutes have passed', async () => {
    const fixture = await frozen();
    const read = (): Promise<Answer> => call(fixture, '/me/messenger_profile?fields=greeting', fixture.page.token);
    expect((await times(11, read)).map(({ code }) => code)).toEqual([...Array.from({ length: 10 }, () => null), 613]);
    expect((await call(fixture, '/me', fixture.page.token)).code).toBeNull();
    await fixture.sim.control.steerClock({ advanceMs: 10 * MINUTE });
    expect((await read()).code).toBeNull();
  });

  test('prolong the block while they go on', async () => {
    const fixture = await frozen();
    const read = (): Promise<Answer> => call(fixture, '/me/messenger_profile?fields=greeting', fixture.page.token);
    await times(11, read);
    await fixture.sim.control.steerClock({ advanceMs: 5 * MINUTE });
    await times(10, read);
    await fixture.sim.control.steerClock({ advanceMs: 5 * MINUTE });
    expect((await read()).code).toBe(613);
  });

  test('in one second are refused for a Page’s messages', async () => {
    const fixture = await frozen();
    await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
    await fixture.sim.control.setGraphFaults({ sendsPerSecond: 3 });
    const typing = { recipient: { id: PSID }, sender_action: 'typing_on' };
    const send = (): Promise<Answer> => call(fixture, '/me/messages', fixture.page.token, typing);
    expect((await times(4, send)).map(({ code }) => code)).toEqual([null, null, null, 613]);
    await fixture.sim.control.steerClock({ advanceMs: 1000 });
    expect((await send()).code).toBeNull();
  });

  test('are forgotten by a reset', async () => {
    const fixture = await frozen();
    await fixture.sim.control.setGraphFaults({ profileCalls: 1 });
    await times(3, () => call(fixture, '/me/messenger_profile?fields=greeting', fixture.page.token));
    await fixture.sim.control.reset();
    expect((await call(fixture, '/me/messenger_profile?fields=greeting', fixture.page.token)).code).toBeNull();
  });
});

describe('a rolling count', () => {
  test('forgets what is older than its window', () => {
    const count = createRollingCount(10 * MINUTE);
    count.add(0);
    count.add(5 * MINUTE);
    expect([5, 9, 10, 15].map((minute) => count.total(minute * MINUTE))).toEqual([2, 2, 1, 0]);
  });

  test('says how long until there is room', () => {
    const count = createRollingCount(10 * MINUTE);
    for (const minute of [0, 0, 4]) count.add(minute * MINUTE);
    const waits = [4, 3, 2, 1].map((most) => count.waitUntilBelow(most, 5 * MINUTE));
    expect(waits).toEqual([0, 5 * MINUTE, 5 * MINUTE, 9 * MINUTE]);
  });

  test('forgets what a clock that was set back left ahead', () => {
    const count = createRollingCount(10 * MINUTE);
    count.add(60 * MINUTE);
    expect(count.total(0)).toBe(0);
  });
});
