import { expect, it } from 'vitest';
import { endLink } from '../../server/account-links/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop } from '../support/server.ts';
import { linkWith, recordsOf } from './link-with.ts';

type Rows = readonly (readonly unknown[])[];

/** Rows in an order of their own: what happens within one millisecond is listed in any. */
const unordered = (rows: Rows): Rows => rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const fields = (rows: readonly Record<string, unknown>[], ...names: string[]): Rows =>
  unordered(rows.map((row) => names.map((name) => row[name])));

onBothDialects('linking an account', (server) => {
  it('keeps where the proof came from cut to its network, and a browser’s name cut, in the history only', async () => {
    const { siteId } = await createShop(server());
    const origins = [
      ['203.0.113.77', '203.0.113.0/24'],
      ['::ffff:198.51.100.9', '198.51.100.0/24'],
      ['2001:db8:abcd:12:34::1', '2001:db8:abcd::/48'],
      ['not an address', null],
    ] as const;
    const agent = `Mozilla ${'😀'.repeat(200)}`;
    for (const [n, [address]] of origins.entries()) {
      await linkWith(server(), { siteId, siteUserId: 'ada', psid: `100${n}`, address, agent, label: 'a***' });
    }
    const { history, links, notifications } = await recordsOf(server(), siteId);
    expect(fields(history, 'address')).toEqual(unordered(origins.map(([, kept]) => [kept])));
    for (const event of history)
      expect(event).toMatchObject({ type: 'created', way: 'code', by: null, agent: `Mozilla ${'😀'.repeat(112)}` });
    expect(links[0]).toMatchObject({ label: 'a***', way: 'code', assurance: 'code' });
    expect(JSON.stringify([links, notifications])).not.toMatch(/203\.0|Mozilla/);
  });

  it('raises a link by a stronger proof of the same account, writes it down, and never lowers it', async () => {
    const { siteId } = await createShop(server());
    const proof = { siteId, siteUserId: 'ada', psid: '1010', label: 'a***' };
    await linkWith(server(), { ...proof, assurance: 'code' });
    const raised = await linkWith(server(), { ...proof, assurance: 'match', way: 'visit', label: 'a***@shop.example' });
    expect(raised).toMatchObject({
      outcome: 'confirmed_again',
      link: { assurance: 'match', label: 'a***@shop.example' },
    });
    const weaker = await linkWith(server(), { ...proof, assurance: 'direct', label: null });
    expect(weaker).toMatchObject({ outcome: 'confirmed_again', link: { assurance: 'match', way: 'code' } });
    const { history, links, notifications } = await recordsOf(server(), siteId);
    expect(fields(history, 'type', 'assurance', 'way')).toEqual(
      unordered([
        ['created', 'code', 'code'],
        ['raised', 'match', 'visit'],
        ['confirmed_again', 'direct', 'code'],
      ]),
    );
    expect(links).toMatchObject([{ assurance: 'match', label: 'a***@shop.example' }]);
    expect(fields(notifications, 'type')).toEqual(unordered([['account_link.created']]));
    const audit = await server().api('GET', `/v1/audit?subject=${String(links[0]?.['id'])}`);
    expect(audit.body.data.map((one: { action: string }) => one.action)).toContain('account_link.raised');
  });

  it('lists only what is proven well enough when asked', async () => {
    const { siteId } = await createShop(server());
    for (const [psid, assurance] of [
      ['1020', 'direct'],
      ['1021', 'in-thread'],
      ['1022', 'match'],
    ] as const) {
      await linkWith(server(), { siteId, siteUserId: 'ada', psid, assurance });
    }
    const strong = await server().api('GET', `/v1/account-links?siteId=${siteId}&minimumAssurance=in-thread`);
    expect(strong.body.data.map((link: { psid: string }) => link.psid).toSorted()).toEqual(['1021', '1022']);
    const unknown = await server().api('GET', '/v1/account-links?minimumAssurance=certain');
    expect(unknown.body.error.code).toBe('invalid_request');
  });

  it('refuses a proof weaker than the site asks for, and says so to its back end', async () => {
    const { siteId } = await createShop(server());
    const proof = { siteId, siteUserId: 'ada', psid: '1030', minimumAssurance: 'in-thread' } as const;
    expect(await linkWith(server(), { ...proof, assurance: 'code' })).toEqual({ outcome: 'too_weak' });
    const { history, links, notifications } = await recordsOf(server(), siteId);
    expect(links).toEqual([]);
    expect(history).toMatchObject([{ type: 'refused', reason: 'assurance_too_low', linkId: null }]);
    expect(notifications).toMatchObject([
      {
        type: 'account_link.refused',
        subject: history[0]?.['id'],
        data: { reason: 'assurance_too_low', psid: '1030' },
      },
    ]);
    expect(await linkWith(server(), { ...proof, assurance: 'in-thread' })).toMatchObject({ outcome: 'created' });
  });

  it('refuses a second account, or leaves it to a question, and either time names the one that stands', async () => {
    const { siteId } = await createShop(server());
    const thread = { siteId, psid: '1040' };
    await linkWith(server(), { ...thread, siteUserId: 'ada', label: 'a***' });
    for (const onConflict of ['refuse', 'ask'] as const) {
      const result = await linkWith(server(), { ...thread, siteUserId: 'grace', assurance: 'match', onConflict });
      expect(result).toMatchObject({ outcome: 'conflict', standing: { siteUserId: 'ada', label: 'a***' } });
    }
    const { history, links, notifications } = await recordsOf(server(), siteId);
    expect(fields(history, 'type', 'siteUserId', 'reason')).toEqual(
      unordered([
        ['created', 'ada', null],
        ['refused', 'grace', 'account_link_conflict'],
        ['asked', 'grace', 'account_link_conflict'],
      ]),
    );
    for (const event of history) expect(event['linkId']).toBe(links[0]?.['id']);
    expect(fields(notifications, 'type')).toEqual(unordered([['account_link.created'], ['account_link.refused']]));
  });

  it('replaces the account where the site says so: the old link ends, and everybody hears of both', async () => {
    const { siteId } = await createShop(server());
    const thread = { siteId, psid: '1050', onConflict: 'replace-with-notice' } as const;
    await linkWith(server(), { ...thread, siteUserId: 'ada', label: 'a***' });
    const result = await linkWith(server(), { ...thread, siteUserId: 'grace' });
    expect(result).toMatchObject({ outcome: 'replaced', replaced: { siteUserId: 'ada', label: 'a***' } });
    const { history, links, notifications } = await recordsOf(server(), siteId);
    expect(fields(links, 'siteUserId')).toEqual(unordered([['grace']]));
    expect(fields(history, 'type', 'siteUserId', 'reason', 'by')).toEqual(
      unordered([
        ['created', 'ada', null, null],
        ['removed', 'ada', 'replaced', 'person'],
        ['created', 'grace', null, null],
      ]),
    );
    expect(fields(notifications, 'type')).toEqual(
      unordered([['account_link.created'], ['account_link.removed'], ['account_link.created']]),
    );
  });

  it('ends with one account and a history that adds up, however two accounts race for a thread', async () => {
    const { siteId } = await createShop(server());
    const thread = { siteId, psid: '1060', onConflict: 'replace-with-notice' } as const;
    const users = Array.from({ length: 8 }, (_, n) => `user-${n % 2}`);
    const race = users.map((siteUserId) => linkWith(server(), { ...thread, siteUserId }));
    const unlinks = [0, 1, 2].map(async () => {
      const { body } = await server().api('GET', `/v1/account-links?siteId=${siteId}`);
      for (const { id } of body.data) await endLink(server().server.ctx, { id, by: 'admin' });
    });
    await Promise.all([...race, ...unlinks]);
    const { history, links } = await recordsOf(server(), siteId);
    const count = (type: string): number => history.filter((event) => event['type'] === type).length;
    expect(links.length).toBeLessThanOrEqual(1);
    expect(count('created') - count('removed')).toBe(links.length);
  });

  it('is ended for rooms that know who wants it, once, and nothing is told twice', async () => {
    const { siteId } = await createShop(server());
    const result = await linkWith(server(), { siteId, siteUserId: 'ada', psid: '1070' });
    const id = 'link' in result ? result.link.id : '';
    const end = { id, by: 'person', reason: 'unlinked_in_messenger' } as const;
    const { ctx } = server().server;
    const ended = await Promise.all([endLink(ctx, end), endLink(ctx, end)]);
    expect(ended.filter((link) => link !== null)).toMatchObject([{ id, removedAt: expect.any(String) }]);
    expect(await endLink(ctx, { id: 'link_none', by: 'admin' })).toBeNull();
    const { history, notifications } = await recordsOf(server(), siteId);
    expect(fields(history, 'type', 'by')).toEqual(
      unordered([
        ['created', null],
        ['removed', 'person'],
      ]),
    );
    expect(notifications.filter((one) => one['type'] === 'account_link.removed')).toMatchObject([
      { subject: id, data: { siteUserId: 'ada', by: 'person', reason: 'unlinked_in_messenger' } },
    ]);
  });
});
