import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf } from './connect-world.ts';

const QUESTIONS = [{ question: 'Where is my order?', payload: 'ORDER' }];
const FRENCH = {
  greeting: { locale: 'fr_FR', text: 'Bonjour' },
  ice_breakers: { locale: 'fr_FR', call_to_actions: [{ question: 'Où est ma commande ?', payload: 'COMMANDE' }] },
};

describe('a Page that others have set up already, connected', () => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld('sqlite');
    const page = (await world.sim.control.state()).pages.find(({ id }) => id === world.pageId);
    const answer = await fetch(`${world.sim.url}/graph/v25.0/me/messenger_profile`, {
      method: 'POST',
      headers: { authorization: `Bearer ${page?.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        greeting: [{ locale: 'default', text: 'Hello' }, FRENCH.greeting],
        ice_breakers: [{ locale: 'default', call_to_actions: QUESTIONS }, FRENCH.ice_breakers],
      }),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('success')]);
    const callbackUrl = `${world.server.url}/webhooks/messenger`;
    await world.sim.control.setApp({ callbackUrl, fields: { page: ['feed', 'messages'] } });
    await world.sim.control.setPage(world.pageId, { subscribedFields: ['feed'] });
  });
  afterAll(async () => await world.stop());

  const profile = async (): Promise<string> => {
    const page = (await world.sim.control.state()).pages.find(({ id }) => id === world.pageId);
    return JSON.stringify(page?.profile);
  };

  it('keeps the fields that the app and the Page had, beside ours', async () => {
    const connection = await world.connect();
    expect(stepOf(connection, 'subscribe_app')).toMatchObject({ state: 'done' });
    const { appFields, pages } = await world.sim.control.state();
    const fields = pages.find(({ id }) => id === world.pageId)?.subscribedFields;
    for (const field of ['feed', 'messages', 'messaging_referrals']) {
      expect(appFields.page).toContain(field);
      expect(fields).toContain(field);
    }
  });

  it('keeps greeting and ice breakers when none are given', async () => {
    const said = await profile();
    for (const text of ['Hello', 'Bonjour', 'Where is my order?', 'COMMANDE']) expect(said).toContain(text);
    const page = await world.look();
    expect([checkOf(page, 'greeting')?.state, checkOf(page, 'ice_breakers')?.state]).toEqual(['set', 'set']);
  });

  it('gets others when they are given, and keeps those of other languages', async () => {
    const { id } = await world.start();
    const iceBreakers = [{ question: 'Are you open?', payload: 'HOURS' }];
    const connection = await world.choose(id, [world.pageId], { greeting: 'Welcome', iceBreakers });
    expect(stepOf(connection, 'set_profile', world.pageId)?.detail).toContain('ice breakers set');
    const said = await profile();
    for (const text of ['Welcome', 'Bonjour', 'Are you open?', 'COMMANDE']) expect(said).toContain(text);
    for (const text of ['Hello', 'Where is my order?']) expect(said).not.toContain(text);
  });
});
