import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ProblemCode } from '../../shared/api/pages.ts';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf } from './connect-world.ts';
import { startStub, type Stub } from './stub-server.ts';

interface Fault {
  readonly fault: string;
  /** true: the fault is there before the Page is connected. */
  readonly isBefore?: boolean;
  readonly plant: (world: ConnectWorld, pageId: string) => Promise<unknown>;
  readonly check: Parameters<typeof checkOf>[1];
  readonly problem: ProblemCode;
  readonly says: RegExp;
  readonly fix: RegExp;
}

const OTHER_APP = '9990001112223334';
const WITHOUT_MESSAGING = ['pages_show_list', 'pages_manage_metadata', 'pages_read_engagement'] as const;

const ALL_PERMISSIONS = [
  ...WITHOUT_MESSAGING,
  'pages_messaging',
  'instagram_basic',
  'instagram_manage_messages',
] as const;

const FAULTS: readonly Fault[] = [
  {
    fault: 'a missing permission',
    isBefore: true,
    plant: ({ sim }) => sim.control.setApp({ permissions: [...WITHOUT_MESSAGING] }),
    check: 'permissions',
    problem: 'permission_missing',
    says: /pages_messaging/,
    fix: /user token again/,
  },
  {
    fault: 'a missing task',
    isBefore: true,
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { tasks: ['ANALYZE', 'MESSAGING'] }),
    check: 'page_tasks',
    problem: 'task_missing',
    says: /MODERATE/,
    fix: /Page access/,
  },
  {
    fault: 'development mode',
    plant: ({ sim }) => sim.control.setApp({ mode: 'dev', roles: [] }),
    check: 'app_mode',
    problem: 'development_mode',
    says: /development mode.*concluded/,
    fix: /Live/,
  },
  {
    fault: 'a Page that is not published',
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { isPublished: false }),
    check: 'page_published',
    problem: 'page_unpublished',
    says: /not published/,
    fix: /visibility/,
  },
  {
    fault: 'a field that is not subscribed at the Page',
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { subscribedFields: ['messages', 'messaging_postbacks'] }),
    check: 'page_fields',
    problem: 'fields_missing',
    says: /lacks .*messaging_referrals/,
    fix: /repair/i,
  },
  {
    fault: 'a field that is not subscribed by the app',
    plant: ({ sim }) => sim.control.setApp({ fields: { page: ['messages'] } }),
    check: 'app_fields',
    problem: 'fields_missing',
    says: /messaging_referrals/,
    fix: /dashboard/,
  },
  {
    fault: 'no Get Started button',
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { getStarted: null }),
    check: 'get_started',
    problem: 'get_started_missing',
    says: /no Get Started/,
    fix: /get_started/,
  },
  {
    fault: 'a domain that is not whitelisted',
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { domains: ['https://other.example/'] }),
    check: 'whitelisted_domains',
    problem: 'domain_missing',
    says: /https:\/\/shop\.example/,
    fix: /Whitelisted domains/,
  },
  {
    fault: 'the token of another Page',
    plant: async ({ sim, server }, pageId) => {
      const accessToken = (await sim.control.state()).pages[0]?.accessToken;
      return await server.api('PUT', `/v1/pages/${pageId}`, { body: { name: 'Mixed up', accessToken } });
    },
    check: 'page_token',
    problem: 'token_of_another_page',
    says: /belongs to the Page "1067280970047460"/,
    fix: /Connect the Page again/,
  },
  {
    fault: 'an expired token',
    plant: ({ sim }, pageId) => sim.control.setToken(pageId, { state: 'expired' }),
    check: 'page_token',
    problem: 'token_expired',
    says: /expired/,
    fix: /Connect the Page again/,
  },
  {
    fault: 'a thread that another app owns',
    plant: ({ sim, person }, pageId) => sim.control.setThread(pageId, person, { ownerAppId: OTHER_APP }),
    check: 'thread_control',
    problem: 'thread_owned_by_other_app',
    says: new RegExp(OTHER_APP),
    fix: /Conversation routing/,
  },
  {
    fault: 'a restricted Page',
    plant: ({ sim }, pageId) => sim.control.setPage(pageId, { isRestricted: true }),
    check: 'sending',
    problem: 'page_restricted',
    says: /restricted/,
    fix: /quality/i,
  },
];

describe.each(['sqlite', 'postgres'] as const)('the diagnosis on %s names', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
  });
  afterAll(async () => await world.stop());

  it.each(FAULTS)('$fault, and its fix', async ({ isBefore = false, plant, check, problem, says, fix }) => {
    const { sim, server, person } = world;
    const before = await sim.control.state();
    const [page] = await sim.control.addPages(1);
    const pageId = page?.id ?? '';
    if (isBefore) await plant(world, pageId);
    const connection = await world.choose((await world.start()).id, [pageId]);
    if (isBefore) {
      expect(stepOf(connection, 'check', pageId)).toMatchObject({ state: 'failed', problem });
    } else {
      await sim.control.writeMessage({ person, pageId, text: 'Hello' });
      await world.when(connection.id, ({ state }) => state === 'connected');
      await plant(world, pageId);
    }
    const looked = await server.api('POST', `/v1/pages/${pageId}/check`, {
      body: { probesSending: true },
    });
    const found = checkOf(looked.body, check);
    expect(found).toMatchObject({ problem, isRequired: expect.any(Boolean) });
    expect(['missing', 'wrong']).toContain(found?.state);
    expect(found?.detail).toMatch(says);
    expect(found?.fix).toMatch(fix);
    expect(looked.body.health, 'health').not.toBe('ok');
    const { mode, roles } = before.app;
    await sim.control.setApp({ mode, roles, permissions: [...ALL_PERMISSIONS] });
  });
});

describe.each(['sqlite', 'postgres'] as const)('the diagnosis of the handshake on %s names', (dialect) => {
  it('a verify token that was typed wrong in the dashboard', async () => {
    const world = await startConnectWorld(dialect);
    onTestFinished(() => world.stop());
    await world.sim.control.setApp({ verifyToken: 'typed wrong' });
    const connection = await world.connect();
    const step = stepOf(connection, 'subscribe_app');
    expect(step).toMatchObject({ state: 'failed', problem: 'verify_token_mismatch' });
    expect(step?.fix).toMatch(/META_VERIFY_TOKEN/);
    await world.sim.control.setApp({ verifyToken: null });
    expect(stepOf(await world.resume(connection.id), 'subscribe_app')).toMatchObject({ state: 'done', problem: null });
  });
});

describe.each(['sqlite', 'postgres'] as const)('the diagnosis of the callback URL on %s names', (dialect) => {
  let stub: Stub;
  let world: ConnectWorld;
  beforeAll(async () => {
    stub = await startStub();
    world = await startConnectWorld(dialect, { PUBLIC_URL: stub.url });
  });
  afterAll(async () => {
    await world.stop();
    await stub.close();
  });

  it('a wrong verify token, when somebody else answers there and refuses it', async () => {
    stub.answer(403, 'Forbidden');
    const step = stepOf(await world.connect(), 'subscribe_app');
    expect(step).toMatchObject({ state: 'failed', problem: 'verify_token_mismatch' });
    expect(step?.detail).toContain(stub.url);
    expect(step?.fix).toMatch(/META_VERIFY_TOKEN/);
  });

  it('an address at which something else answers', async () => {
    stub.answer(200, '<html>Welcome</html>');
    const step = stepOf(await world.connect(), 'subscribe_app');
    expect(step).toMatchObject({ state: 'failed', problem: 'callback_wrong' });
    expect(step?.fix).toMatch(/public https address/);
  });
});
