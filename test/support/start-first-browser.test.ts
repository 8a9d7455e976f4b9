import { describe, expect, test } from 'vitest';
import { type BrowserSource, startFirstBrowser } from './start-first-browser.ts';

function source(name: string, ...paths: string[]): BrowserSource {
  return { name, find: async () => paths.map((path) => ({ path, env: {} })) };
}

const absent: BrowserSource = { name: 'the carried one', find: () => Promise.reject(new Error('it runs elsewhere')) };

describe('starting the first browser that works', () => {
  test('starts the first of the first source', async () => {
    const started = await startFirstBrowser(
      [source('a', '/one', '/two'), source('b', '/three')],
      async ({ path }) => path,
    );
    expect(started).toBe('/one');
  });

  test('goes on to the next browser when one does not start', async () => {
    const started = await startFirstBrowser([source('a', '/broken'), source('b', '/good')], async ({ path }) => {
      if (path === '/broken') throw new Error('boom');
      return path;
    });
    expect(started).toBe('/good');
  });

  test('goes on to the next source when one has none', async () => {
    expect(await startFirstBrowser([absent, source('a'), source('b', '/good')], async ({ path }) => path)).toBe(
      '/good',
    );
  });

  test('says in one sentence what was tried and what to do when nothing starts', async () => {
    const failing = startFirstBrowser([source('installed'), absent, source('own', '/x')], () => {
      throw new Error('exit code 127\nand a long log');
    });
    await expect(failing).rejects.toThrow(
      'No browser could be started for the tests (tried installed: none found; the carried one: it runs elsewhere; ' +
        '/x: exit code 127); install Chrome or Chromium, or set CHROME_PATH to one.',
    );
  });
});
