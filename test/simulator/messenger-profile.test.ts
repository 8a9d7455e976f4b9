import { describe, expect, test } from 'vitest';
import { callGraph, type GraphResult } from './graph-client.ts';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const MENU = [
  {
    locale: 'default',
    composer_input_disabled: false,
    call_to_actions: [{ type: 'web_url', title: 'Shop', url: 'https://shop.example' }],
  },
];

async function read(fixture: Fixture, fields: string): Promise<unknown> {
  return (await callGraph(fixture, 'GET', `/me/messenger_profile?fields=${fields}`)).json['data'];
}

async function write(fixture: Fixture, body: object, platform = ''): Promise<GraphResult> {
  return await callGraph(fixture, 'POST', `/me/messenger_profile${platform}`, { body });
}

describe('the Messenger profile', () => {
  test('tells only what is set, as the one object of a list', async () => {
    const fixture = await startFixture();
    expect(await read(fixture, 'get_started,greeting')).toEqual([{ get_started: { payload: 'GET_STARTED' } }]);
    expect(await read(fixture, 'greeting,whitelisted_domains')).toEqual([]);
    expect(await read(fixture, 'subject_to_new_eu_privacy_rules')).toEqual([
      { subject_to_new_eu_privacy_rules: false },
    ]);
  });

  test('overwrites the properties that come, wholly, and leaves the others', async () => {
    const fixture = await startFixture();
    const greeting = [{ locale: 'default', text: 'Hello {{user_first_name}}' }];
    await write(fixture, { greeting, whitelisted_domains: ['https://a.example', 'https://b.example'] });
    expect((await write(fixture, { whitelisted_domains: ['https://c.example'] })).json).toEqual({ result: 'success' });
    expect(await read(fixture, 'greeting,whitelisted_domains')).toEqual([
      { greeting, whitelisted_domains: ['https://c.example/'] },
    ]);
  });

  test('gives up the properties named', async () => {
    const fixture = await startFixture();
    const body = { fields: ['get_started'] };
    expect((await callGraph(fixture, 'DELETE', '/me/messenger_profile', { body })).json).toEqual({ result: 'success' });
    expect(await read(fixture, 'get_started')).toEqual([]);
    await expect(fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id })).rejects.toThrow(
      'no Get Started',
    );
  });

  test.each([
    ['http', ['http://shop.example']],
    ['an IP address', ['https://10.0.0.1']],
    ['localhost', ['https://localhost']],
    ['a name without a domain', ['https://shop']],
    ['none', []],
    ['more than 50', Array.from({ length: 51 }, (_, index) => `https://shop-${index}.example`)],
  ])('takes no domain that is %s', async (_what, whitelisted_domains) => {
    const { error } = await write(await startFixture(), { whitelisted_domains });
    expect(error).toMatchObject({ code: 100, message: expect.stringContaining('whitelisted_domains') });
  });

  test('takes fifty domains, and http://localhost once the tester allows it', async () => {
    const fixture = await startFixture();
    const fifty = Array.from({ length: 50 }, (_, index) => `https://shop-${index}.example`);
    expect((await write(fixture, { whitelisted_domains: fifty })).status).toBe(200);
    await fixture.sim.control.setApp({ allowsLocalDomains: true });
    await write(fixture, { whitelisted_domains: ['http://localhost:8788'] });
    expect(await read(fixture, 'whitelisted_domains')).toEqual([{ whitelisted_domains: ['http://localhost:8788/'] }]);
  });

  test.each([
    ['a greeting that is too long', { greeting: [{ locale: 'default', text: 'x'.repeat(161) }] }],
    ['a greeting without the default locale', { greeting: [{ locale: 'de_DE', text: 'Hallo' }] }],
    ['a Get Started without payload', { get_started: {} }],
    ['five ice breakers', { ice_breakers: Array.from({ length: 5 }, () => ({ question: 'a', payload: 'b' })) }],
    ['an account linking address without https', { account_linking_url: 'http://shop.example' }],
    ['a command without description', { commands: [{ locale: 'default', commands: [{ name: 'a' }] }] }],
    ['nothing at all', {}],
  ])('refuses %s with 100', async (_what, body) => {
    expect((await write(await startFixture(), body)).error?.code).toBe(100);
  });

  test('has a persistent menu only with Get Started', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { getStarted: null });
    expect((await write(fixture, { persistent_menu: MENU })).error?.code).toBe(100);
    expect((await write(fixture, { persistent_menu: MENU, get_started: { payload: 'GO' } })).status).toBe(200);
    expect(await read(fixture, 'persistent_menu')).toEqual([{ persistent_menu: MENU }]);
  });

  test('lets only an admin set domains', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { tasks: ['MESSAGING', 'MODERATE'] });
    expect((await write(fixture, { whitelisted_domains: ['https://a.example'] })).error?.code).toBe(200);
    expect((await write(fixture, { get_started: { payload: 'GO' } })).status).toBe(200);
  });

  test('of Instagram is that of the account the Page is linked to', async () => {
    const fixture = await startFixture();
    const ice_breakers = [{ locale: 'default', call_to_actions: [{ question: 'Open?', payload: 'OPEN' }] }];
    expect((await write(fixture, { ice_breakers }, '?platform=instagram')).status).toBe(200);
    expect(await read(fixture, 'ice_breakers')).toEqual([]);
    expect(await read(fixture, 'ice_breakers&platform=instagram')).toEqual([{ ice_breakers }]);
  });

  test('needs fields that exist', async () => {
    const fixture = await startFixture();
    for (const query of ['', '?fields=typo']) {
      expect((await callGraph(fixture, 'GET', `/me/messenger_profile${query}`)).error?.code).toBe(100);
    }
  });
});
