import { expect, test } from 'vitest';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const ACCOUNT = '17841405822304914';
const IGSID = '9007199254740995';
const ada = { person: 'ada', pageId: ACCOUNT };

async function bodies({ peer }: Fixture, count: number): Promise<Record<string, unknown>[]> {
  await until(() => peer.webhooks.length >= count);
  return peer.webhooks.map((webhook) => JSON.parse(webhook.body));
}

const item = (shape: object): object => ({ object: 'instagram', entry: [{ id: ACCOUNT, messaging: [shape] }] });

test('an ig.me link in a new thread comes with the first message', async () => {
  const fixture = await startFixture();
  await fixture.sim.control.openLink({ person: 'ada', url: 'https://ig.me/m/pine.and.kettle?ref=story' });
  await fixture.sim.control.writeMessage({ ...ada, text: 'Hi' });
  const referral = { ref: 'story', source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
  const event = { sender: { id: IGSID }, recipient: { id: ACCOUNT }, message: { text: 'Hi', referral } };
  expect((await bodies(fixture, 1))[0]).toMatchObject(item(event));
});

test('an ig.me link in a thread that exists is told at once, also through the landing page', async () => {
  const fixture = await startFixture();
  await fixture.sim.control.writeMessage({ ...ada, text: 'Hi' });
  const landing = await fetch(`${fixture.sim.url}/ig/m/pine.and.kettle?ref=again`, { redirect: 'manual' });
  expect(landing.headers.get('location')).toBe(`/chat/${ACCOUNT}`);
  const referral = { ref: 'again', source: 'IGME-SOURCE-LINK', type: 'OPEN_THREAD' };
  expect((await bodies(fixture, 2))[1]).toMatchObject(item({ referral }));
});

test('an ice breaker takes the place of Get Started', async () => {
  const fixture = await startFixture();
  const page = await (await fetch(`${fixture.sim.url}/chat/${ACCOUNT}`)).text();
  expect(page).not.toContain('Get Started</button>');
  const body = new URLSearchParams({ payload: 'ASK_STOCK' });
  const headers = { origin: fixture.sim.url };
  await fetch(`${fixture.sim.url}/chat/${ACCOUNT}/ice-breaker`, { method: 'POST', headers, body });
  expect((await bodies(fixture, 1))[0]).toMatchObject(
    item({ postback: { title: 'Is this in stock?', payload: 'ASK_STOCK' } }),
  );
});

test('echoes ride on messages, reads name the message, and there is no delivery receipt', async () => {
  const fixture = await startFixture();
  const { sim } = fixture;
  await sim.control.writeMessage({ ...ada, text: 'Hi' });
  const { message } = await sim.control.act('page-messages', { ...ada, text: 'Hello', from: 'inbox' });
  await bodies(fixture, 2);
  await sim.control.act('open-chat', ada);
  const all = await bodies(fixture, 3);
  expect(all[1]).toMatchObject(item({ message: { is_echo: true, app_id: 1217981644879628, text: 'Hello' } }));
  expect(all[2]).toMatchObject(item({ read: { mid: message?.mid } }));
  expect(all).toHaveLength(3);
});

test('edits are told to nobody, unsent messages are', async () => {
  const fixture = await startFixture();
  const { message } = await fixture.sim.control.writeMessage({ ...ada, text: 'Hi' });
  const own = { ...ada, mid: message.mid };
  await expect(fixture.sim.control.act('edits', { ...own, text: 'Hello' })).rejects.toThrow(/400.*edited/);
  await fixture.sim.control.act('unsend', own);
  expect((await bodies(fixture, 2))[1]).toMatchObject(item({ message: { mid: message.mid, is_deleted: true } }));
});

test('its fields have names of their own', async () => {
  const { sim } = await startFixture();
  const account = (await sim.control.state()).pages.find((page) => page.id === ACCOUNT);
  expect(account?.subscribedFields).toEqual(expect.arrayContaining(['messaging_seen', 'messaging_referral']));
  const kinds = await sim.control.kinds();
  expect(kinds.find((one) => one.kind === 'ig_seen')?.field).toBe('messaging_seen');
  expect(kinds.find((one) => one.kind === 'ig_echo')?.field).toBe('messages');
});
