import { expect, it, onTestFinished } from 'vitest';
import { openAppSecret, seedApp } from '../../server/apps/index.ts';
import { APP_ID, APP_SECRET, startTestServer, VERIFY_TOKEN } from '../support/server.ts';

const NEXT = 'secret-that-was-put-by-the-api';

it.each(['sqlite', 'postgres'] as const)(
  'the app of the environment keeps what the API put, until the environment says something else, on %s',
  async (dialect) => {
    const server = await startTestServer(dialect);
    onTestFinished(() => server.stop());
    const secret = () => openAppSecret(server.server.ctx, APP_ID);
    expect(await secret()).toBe(APP_SECRET);
    const body = { secrets: [NEXT], verifyToken: 'another-verify-token' };
    await server.api('PUT', `/v1/apps/${APP_ID}`, { body });
    await server.restart();
    expect(await secret()).toBe(NEXT);
    await seedApp(server.server.ctx, {
      id: APP_ID,
      secrets: ['secret-of-a-new-environment'],
      verifyToken: VERIFY_TOKEN,
    });
    expect(await secret()).toBe('secret-of-a-new-environment');
  },
);
