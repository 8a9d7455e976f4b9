import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LoginWorld, startLoginWorld } from '../../linking/login/login-world.ts';
import { expectRefused, withoutDefence } from './attack.ts';
import * as attacks from './login-attacks.ts';

/** Each name stands for one defence that is gone while it is in here. */
const off = vi.hoisted(() => new Set<string>());
const taken = vi.hoisted(() => ({ psid: '' }));

vi.mock(import('../../../server/linking/login/session/is-same-browser.ts'), async (original) => {
  const { isSameBrowser } = await original();
  return { isSameBrowser: (...of) => off.has('cookie') || isSameBrowser(...of) };
});
vi.mock(import('../../../server/linking/login/session/find-session.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    findSessionOfForm: (ctx, key, proof) =>
      off.has('form proof') ? real.findSession(ctx, key) : real.findSessionOfForm(ctx, key, proof),
  };
});
vi.mock(import('../../../server/linking/login/at-platform/check-redirect-uri.ts'), async (original) => {
  const { checkRedirectUri } = await original();
  return {
    checkRedirectUri: (text, more) => (off.has('allow-list') ? URL.parse(text) : checkRedirectUri(text, more)),
  };
});
// That a code counts once is doubled: the session's row says so, and so does the condition under which it is spent.
vi.mock(import('../../../server/linking/login/store.ts'), async (original) => {
  const real = await original();
  type Row = Awaited<ReturnType<typeof real.selectSession>>;
  const bend = (row: Row): Row => {
    const once = off.has('code once') ? { codeEventId: null, step: 'confirmed' as const } : {};
    const thread = off.has('code of a thread') ? { psid: taken.psid } : {};
    return row && { ...row, ...once, ...thread };
  };
  return {
    ...real,
    selectSession: async (at, by, hash) => {
      const row = await real.selectSession(at, by, hash);
      return by === 'codeHash' ? bend(row) : row;
    },
    spendCode: async (tx, hash, eventId) =>
      bend(
        off.has('code once') ? await real.selectSession(tx, 'codeHash', hash) : await real.spendCode(tx, hash, eventId),
      ),
  };
});

describe.each(['sqlite', 'postgres'] as const)('attacks on logging in and their defences, %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const confirmNumber = async (is: boolean): Promise<void> => await world.linking({ linking: { confirmNumber: is } });
  /** A site may choose to do without the number: then it is without that defence. */
  const withoutNumber = async (work: () => Promise<void>): Promise<void> => {
    await confirmNumber(false);
    try {
      await work();
    } finally {
      await confirmNumber(true);
    }
  };

  test('a Log In address that was forwarded needs the number in its own thread', async () => {
    await expectRefused(world, attacks.forwardLogIn, withoutNumber);
  });

  test('a web link that was forwarded needs the number, also where the site does without it', async () => {
    await withoutNumber(async () => expect(await attacks.forwardWebLink(world)).toBe('refused'));
  });

  test('a login is finished in the browser in which it began', async () => {
    await expectRefused(world, attacks.finishByOthers, withoutDefence(off, 'cookie'));
  });

  test('nobody consents by a form of another site, also in a browser that sends it whole', async () => {
    await expectRefused(world, attacks.forgeConsent, withoutDefence(off, 'form proof'));
  });

  test('a code leaves for Messenger alone', async () => {
    await expectRefused(world, attacks.leadAstray, withoutDefence(off, 'allow-list'));
  });

  test('a code that came once is worth nothing, in the row and in the statement that spends it', async () => {
    await withoutNumber(async () => {
      await expectRefused(world, attacks.replayCode, withoutDefence(off, 'code once'));
    });
  });

  test('a code is worth nothing in another thread or on another Page', async () => {
    await withoutNumber(async () => {
      await expectRefused(world, attacks.bringOthersCode(taken), withoutDefence(off, 'code of a thread'));
    });
  });
});
