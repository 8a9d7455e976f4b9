import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, referral, registerVisit, signUserToken, type TestServer } from '../support/server.ts';

/** A visit as its browser knows it. */
interface Watched {
  readonly id: string;
  readonly watchSecret: string;
}

/** Reads a visit's stream until it has told this state, calling `onTold` at each; answers every state it told. */
async function statesUntil(server: TestServer, visit: Watched, last: string, onTold?: () => void): Promise<string[]> {
  const closing = new AbortController();
  const answer = await fetch(`${server.url}/v1/refs/${visit.id}/events`, {
    headers: { 'watch-secret': visit.watchSecret },
    signal: AbortSignal.any([closing.signal, AbortSignal.timeout(40_000)]),
  });
  const states: string[] = [];
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    states.splice(
      0,
      Infinity,
      ...[...text.matchAll(/^data: (.*)\n/gm)].map(([, data]) => JSON.parse(data ?? '').state),
    );
    if (states.length > 0) onTold?.();
    if (states.at(-1) === last) break;
  }
  closing.abort();
  return states;
}

onBothDialects('watching a visit', (server) => {
  it('tells where it stands at once, and every change as it happens', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const { body } = await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    const told = Promise.withResolvers<void>();
    const watched = statesUntil(server(), body, 'linked', told.resolve);
    await Promise.race([told.promise, watched]);
    await server().deliver(referral('981', ref));
    const states = await watched;
    expect(states[0]).toBe('waiting');
    expect(states.at(-1)).toBe('linked');
  });

  it('tells the stages with their times, and why a link was refused', async () => {
    const shop = await createShop(server());
    for (const sub of ['ada', 'grace']) {
      const ref = mintRef(shop.code);
      const { body } = await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop, { sub }) });
      await server().deliver(referral('982', ref));
      await server().settle();
      const headers = { 'watch-secret': body.watchSecret };
      const status = await server().api('GET', `/v1/refs/${body.id}`, { key: null, headers });
      const stages = status.body.stages.map((one: { stage: string; reason: string | null }) => [one.stage, one.reason]);
      expect(stages).toEqual(
        sub === 'ada'
          ? [
              ['registered', null],
              ['arrived', null],
              ['linked', null],
            ]
          : [
              ['registered', null],
              ['arrived', null],
              ['link_refused', 'account_link_conflict'],
            ],
      );
      expect(status.body.state).toBe(sub === 'ada' ? 'linked' : 'refused');
    }
  });

  it('answers the same 404 to a wrong secret, to none, and for a visit that does not exist', async () => {
    const shop = await createShop(server());
    const { body } = await registerVisit(server(), shop);
    const other = await registerVisit(server(), shop);
    const attempts: [string, Record<string, string>][] = [
      [body.id, {}],
      [body.id, { 'watch-secret': 'wrong' }],
      [body.id, { 'watch-secret': other.body.watchSecret }],
      ['ref_does_not_exist', { 'watch-secret': body.watchSecret }],
    ];
    for (const path of ['', '/events']) {
      for (const [id, headers] of attempts) {
        const answer = await server().api('GET', `/v1/refs/${id}${path}`, { key: null, headers });
        const { requestId: _id, ...error } = answer.body.error;
        expect(answer.status).toBe(404);
        expect(error).toEqual({
          code: 'not_found',
          message: 'No visit has this id and this secret.',
          hint: 'Both stand in the answer to the registration; the secret goes into the header watch-secret.',
        });
      }
    }
  });

  it('is not opened by a visit that an arrival made before its registration', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    await server().deliver(referral('983', ref));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=983');
    for (const secret of ['', 'undefined', 'null']) {
      const headers = { 'watch-secret': secret };
      const answer = await server().api('GET', `/v1/refs/${body.data[0].refId}`, { key: null, headers });
      expect(answer.status).toBe(404);
    }
  });

  it('goes on over a restart, for whoever asks again', async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const { body } = await registerVisit(server(), shop, { ref, userToken: await signUserToken(shop) });
    const cut = statesUntil(server(), body, 'linked').catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server().restart();
    await cut;
    await server().deliver(referral('984', ref));
    const states = await statesUntil(server(), body, 'linked');
    expect(states.at(-1)).toBe('linked');
  });

  it('gives one visit four streams at a time, takes none for HEAD, and gives back what is closed', async () => {
    const shop = await createShop(server());
    const { body } = await registerVisit(server(), shop);
    const headers = { 'watch-secret': body.watchSecret };
    const url = `${server().url}/v1/refs/${body.id}/events`;
    for (let i = 0; i < 10; i++) expect((await fetch(url, { method: 'HEAD', headers })).status).toBe(200);
    const closing = new AbortController();
    const open = () => fetch(url, { headers, signal: closing.signal });
    const answers = await Promise.all(Array.from({ length: 6 }, open));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 200, 200, 200, 429, 429]);
    closing.abort();
    await expect.poll(async () => (await fetch(url, { headers, signal: AbortSignal.timeout(5000) })).status).toBe(200);
  });

  it('does not hold up the end of the server', async () => {
    const shop = await createShop(server());
    const { body } = await registerVisit(server(), shop);
    const answer = await fetch(`${server().url}/v1/refs/${body.id}/events`, {
      headers: { 'watch-secret': body.watchSecret },
    });
    const begun = Date.now();
    await server().restart();
    expect(Date.now() - begun).toBeLessThan(9000); // the grace that open jobs are given is 10 s
    await answer.body?.cancel().catch(() => undefined);
  });
});
