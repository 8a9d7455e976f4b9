import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectedPage } from '../../../shared/api/pages.ts';
import { type } from '../../cli/command-line.ts';
import { MASTER_KEY } from '../../support/server.ts';
import { type ConnectWorld, startConnectWorld } from '../connect-world.ts';

const MINUTE = 60_000;
const BETTER = /It looks better since (\S+); it counts as better when it stays so for 30 minutes/;

/** What `threadtie pages` prints of the Page. */
async function ask({ server, pageId }: ConnectWorld, verb: string): Promise<string> {
  const { out } = await type(['pages', verb, pageId, '--url', server.url], { THREADTIE_API_KEY: MASTER_KEY });
  return out;
}

describe('a Page that keeps changing', () => {
  let world: ConnectWorld;
  let better: string;
  beforeAll(async () => {
    world = await startConnectWorld('sqlite');
    await world.connect();
  });
  afterAll(async () => await world.stop());

  const getPage = async (): Promise<ConnectedPage> => (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;

  async function change(subscribed: boolean): Promise<ConnectedPage> {
    world.server.clock.advance(MINUTE);
    await world.sim.control.steerClock({ advanceMs: MINUTE });
    if (subscribed) await world.server.api('POST', `/v1/pages/${world.pageId}/repair`);
    else await world.sim.control.setPage(world.pageId, { subscribedFields: null });
    return await world.look();
  }

  it('says of what was wrong before that it looks better, since when, and when that counts', async () => {
    for (const subscribed of [false, true, false]) await change(subscribed);
    expect((await getPage()).problems[0]?.evidence).not.toMatch(BETTER);
    const { health, problems, steps } = await change(true);
    expect([health, steps.subscription]).toEqual(['broken', 'set']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'page_not_subscribed', evidence: expect.stringMatching(BETTER) });
    [, better = ''] = BETTER.exec(problems[0]?.evidence ?? '') ?? [];
    const age = world.server.clock.now().getTime() - Date.parse(better);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(MINUTE);
  });

  it('says it once, however often it is looked at, on the command line too', async () => {
    await world.look();
    const [problem] = (await world.look()).problems;
    expect(problem?.evidence.match(/It looks better/g)).toHaveLength(1);
    for (const verb of ['show', 'check']) {
      expect((await ask(world, verb)).replaceAll(/\s+/g, ' '), verb).toContain(`It looks better since ${better};`);
    }
  });

  it('counts as better after half an hour', async () => {
    world.server.clock.advance(31 * MINUTE);
    await world.sim.control.steerClock({ advanceMs: 31 * MINUTE });
    expect(await world.look()).toMatchObject({ health: 'ok', problems: [] });
  });
});
