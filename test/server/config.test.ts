import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';

const app = { META_APP_ID: '1', META_APP_SECRET: 'new,old', META_VERIFY_TOKEN: 'verify-me' };
const key = 'k'.repeat(32);

describe('the configuration', () => {
  it('needs nothing for the simulator on SQLite', () => {
    expect(readConfig({})).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      role: 'all',
      simulator: { port: 8788 },
      messengerUrl: 'http://localhost:8788/m',
    });
  });

  it('waits two minutes for an echo, or as long as it says', () => {
    expect(readConfig({}).echoWaitMs).toBe(120_000);
    expect(readConfig({ ECHO_WAIT_SECONDS: '3' }).echoWaitMs).toBe(3000);
  });

  it('takes a Meta app with its current and previous secrets', () => {
    const config = readConfig({ ...app, SIMULATOR: 'off' });
    expect(config.app).toEqual({ id: '1', secrets: ['new', 'old'], verifyToken: 'verify-me' });
    expect(config.messengerUrl).toBe('https://m.me');
  });

  it.each([
    ['PORT', { PORT: 'eighty' }],
    ['SIMULATOR_PORT', { SIMULATOR_PORT: '0' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'chat.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['ROLE', { ROLE: 'boss' }],
    ['ROLE', { ROLE: 'web' }],
    ['SIMULATOR', { SIMULATOR: 'yes' }],
    ['SIMULATOR', { SIMULATOR: 'on', NODE_ENV: 'production', PUBLIC_URL: 'https://a.example', ...app }],
    ['META_APP_ID', { SIMULATOR: 'off' }],
    ['META_VERIFY_TOKEN', { META_APP_ID: '1', META_APP_SECRET: 'x' }],
    ['ENCRYPTION_KEY', { ENCRYPTION_KEY: 'short' }],
    ['ENCRYPTION_KEY', { DATABASE_URL: 'postgres://u@h/db' }],
    ['PUBLIC_URL', { NODE_ENV: 'production', ...app }],
    ['BOOTSTRAP_API_KEY', { BOOTSTRAP_API_KEY: 'short' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'yes' }],
    ['ECHO_WAIT_SECONDS', { ECHO_WAIT_SECONDS: '0' }],
    ['ECHO_WAIT_SECONDS', { ECHO_WAIT_SECONDS: 'long' }],
    ['LINK_REDIRECT_HOSTS', { LINK_REDIRECT_HOSTS: 'm.facebook.com,https://evil.example' }],
    ['LINK_REDIRECT_HOSTS', { LINK_REDIRECT_HOSTS: 'm.facebook.com/evil' }],
  ])('stops the start with a sentence that names %s', (name, env) => {
    expect(() => readConfig(env)).toThrow(new RegExp(`\\b${name}\\b.*\\.$`, 'm'));
  });

  it('names every wrong value at once and repeats none of them', () => {
    let message = '';
    try {
      readConfig({ PORT: 'p0rt', ROLE: 'b0ss', ENCRYPTION_KEY: key });
    } catch (error) {
      message = String(error);
    }
    expect(message.split('\n')).toHaveLength(2);
    expect(message).not.toMatch(/p0rt|b0ss/);
  });

  it('lets people go back to the hosts it names and to the simulator, and to no simulator where there is none', () => {
    const hosts = { LINK_REDIRECT_HOSTS: 'm.facebook.com', SIMULATOR_PORT: '9001' };
    expect(readConfig(hosts).linkRedirectOrigins).toEqual([
      'https://m.facebook.com',
      'http://localhost:9001',
      'http://127.0.0.1:9001',
    ]);
    const off = { SIMULATOR: 'off', META_APP_ID: '1', META_APP_SECRET: 's', META_VERIFY_TOKEN: 'token-of-tests' };
    expect(readConfig({ ...hosts, ...off }).linkRedirectOrigins).toEqual(['https://m.facebook.com']);
  });

  it('takes an empty value as left out', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8787, databaseUrl: undefined });
  });
});
