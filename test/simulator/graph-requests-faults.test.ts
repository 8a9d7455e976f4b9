import { describe, expect, test } from 'vitest';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const PSID = '9007199254740993';

async function me({ sim, page }: Fixture): Promise<Response> {
  return await fetch(`${sim.url}/graph/v25.0/me?access_token=${page.token}`);
}

async function send({ sim, page }: Fixture, text: string): Promise<Response> {
  return await fetch(`${sim.url}/graph/v25.0/me/messages?access_token=${page.token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ recipient: { id: PSID }, message: { text } }),
  });
}

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  return fixture;
}

async function said({ sim }: Fixture): Promise<string[]> {
  return ((await sim.control.state()).threads[0]?.messages ?? [])
    .filter(({ from }) => from === 'page')
    .map(({ text }) => text);
}

async function errorOf(response: Response): Promise<Record<string, unknown>> {
  return ((await response.json()) as { error: Record<string, unknown> }).error;
}

describe('a planned error', () => {
  test.each([
    [4, { code: 4, is_transient: true, message: '(#4) Application request limit reached' }],
    [32, { code: 32 }],
    [613, { code: 613, message: '(#613) Calls to this api have exceeded the rate limit.' }],
    [80006, { code: 80006, type: 'OAuthException' }],
    [368, { code: 368, message: '(#368) The call was refused.' }],
  ])('of code %i is told in the envelope, and nothing is done', async (code, error) => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ error: { code } });
    const response = await send(fixture, 'never');
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject(error);
    expect(await said(fixture)).toEqual([]);
  });

  test('may have a subcode, a status and a text of its own', async () => {
    const fixture = await startFixture();
    const error = { code: 190, subcode: 460, httpStatus: 401, message: 'Changed.', isTransient: false };
    await fixture.sim.control.setGraphFaults({ error });
    const response = await me(fixture);
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toMatchObject({ code: 190, error_subcode: 460, message: 'Changed.' });
  });

  test('hits calls without a token too', async () => {
    const { sim } = await startFixture();
    await sim.control.setGraphFaults({ error: { code: 2 }, path: 'oauth' });
    expect(await errorOf(await fetch(`${sim.url}/graph/oauth/access_token`))).toMatchObject({ code: 2 });
  });

  test('hits as many calls of a path as it was told to', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ error: { code: 1200 }, times: 2, path: 'messages' });
    const statuses = [await me(fixture), await send(fixture, 'a'), await send(fixture, 'b'), await send(fixture, 'c')];
    expect(statuses.map(({ status }) => status)).toEqual([200, 400, 400, 200]);
  });

  test('hits the same share of the calls after the same seed', async () => {
    const fixture = await startFixture();
    const run = async (): Promise<number[]> => {
      await fixture.sim.control.setGraphFaults({ error: { code: 1 }, share: 0.5, seed: 'tea' });
      const statuses: number[] = [];
      for (let i = 0; i < 20; i++) statuses.push((await me(fixture)).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 400]));
    expect(await run()).toEqual(first);
  });

  test('hits single calls of a batch', async () => {
    const { sim, page } = await startFixture();
    await sim.control.setGraphFaults({ error: { code: 613 }, times: 1 });
    const items = '[{"method":"GET","relative_url":"me"},{"method":"GET","relative_url":"me"}]';
    const body = new URLSearchParams({ access_token: page.token, batch: items });
    const answers = await (await fetch(`${sim.url}/graph/`, { method: 'POST', body })).json();
    expect(answers).toEqual([expect.objectContaining({ code: 400 }), expect.objectContaining({ code: 200 })]);
  });
});

describe('how an error is told', () => {
  test('may be in another language', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setGraphFaults({ localised: true });
    const error = await errorOf(await send(fixture, 'x'));
    expect(error).toMatchObject({ code: 100, error_subcode: 2018001, error_user_title: 'Fehler' });
    expect(error['message']).not.toContain('No matching user');
  });

  test('may lack the subcode', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setGraphFaults({ withoutSubcode: true });
    const error = await errorOf(await send(fixture, 'x'));
    expect(error).toMatchObject({ code: 100 });
    expect(error).not.toHaveProperty('error_subcode');
  });
});

describe('an answer on its way', () => {
  test('may be a page of HTML with status 500, and nothing was done', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ answer: 'html' });
    const response = await send(fixture, 'never');
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(await said(fixture)).toEqual([]);
  });

  test('may be a 200 whose JSON ends too early, though the message was sent', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ answer: 'truncated' });
    const response = await send(fixture, 'sent');
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
    expect(await said(fixture)).toEqual(['sent']);
  });

  test.each<['reset' | 'lost', string[]]>([
    ['reset', ['once']],
    ['lost', []],
  ])('may be cut off: "%s" leaves %j behind', async (answer, left) => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ answer });
    await expect(send(fixture, 'once')).rejects.toThrow(TypeError);
    expect(await said(fixture)).toEqual(left);
  });

  test('may be late, though the message was sent at once', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setGraphFaults({ delayMs: 2000, path: 'messages' });
    const begun = performance.now();
    let isAnswered = false;
    const answer = send(fixture, 'soon').finally(() => (isAnswered = true));
    await expect.poll(() => said(fixture)).toEqual(['soon']);
    expect(isAnswered).toBe(false);
    expect((await answer).status).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1999);
  });

  test('is whole again after a reset', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setGraphFaults({ answer: 'html' });
    await fixture.sim.control.reset();
    expect((await me(fixture)).status).toBe(200);
  });
});

test('the control API refuses a fault that does not exist', async () => {
  const { sim } = await startFixture();
  const refused = await fetch(`${sim.url}/control/graph-faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"eror":null}',
  });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('eror')]);
});
