import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import { type CodeWorld, startCodeWorld } from '../../linking/codes/code-world.ts';
import { expectRefused, withoutDefence } from './attack.ts';
import * as attacks from './visit-attacks.ts';

/** Each name stands for one defence that is gone while it is in here. */
const off = vi.hoisted(() => new Set<string>());

vi.mock(import('../../../server/linking/attempts/open-attempt.ts'), async (original) => {
  const { openAttempt } = await original();
  const policies = { question: 'none', 'site side': 'confirm-in-thread', 'thread side': 'confirm-on-site' } as const;
  return {
    openAttempt(ctx, input) {
      const [, policy = input.policy] = Object.entries(policies).find(([name]) => off.has(name)) ?? [];
      return openAttempt(ctx, { ...input, policy });
    },
  };
});
vi.mock(import('../../../server/linking/attempts/end-attempt.ts'), async (original) => {
  const { endAttempt } = await original();
  return {
    endAttempt: async (ctx, tx, row, end) =>
      off.has('one try') && end.status === 'spoiled' ? true : await endAttempt(ctx, tx, row, end),
  };
});
vi.mock(import('../../../server/linking/attempts/answering/counts-typed.ts'), async (original) => {
  const { countsTyped } = await original();
  return { countsTyped: (answer) => off.has('taps alone') || countsTyped(answer) };
});
vi.mock(import('../../../server/linking/attempts/answering/answer-in-thread.ts'), async (original) => {
  const [{ answerInThread }, { selectAttempt }] = [
    await original(),
    await import('../../../server/linking/attempts/store.ts'),
  ];
  return {
    async answerInThread(ctx, input) {
      if (!off.has('own thread')) return await answerInThread(ctx, input);
      const row = await ctx.storage.read((at) => selectAttempt(at, input.attemptId));
      const { attemptId, answer } = input;
      await answerInThread(ctx, { attemptId, answer, pageId: row?.pageId ?? '', psid: row?.psid ?? '' });
    },
  };
});
vi.mock(import('../../../server/linking/codes/pause-after.ts'), async (original) => {
  const real = await original();
  return { ...real, pauseAfter: (tries, now) => (off.has('pause') ? null : real.pauseAfter(tries, now)) };
});
vi.mock(import('../../../server/sites/token-store.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    insertUsedToken: async (...row) => (off.has('used tokens') ? true : await real.insertUsedToken(...row)),
  };
});
vi.mock(import('../../../server/sites/proof/find-keys.ts'), async (original) => {
  const { findKeys } = await original();
  const { createPublicKey } = await import('node:crypto');
  return {
    async findKeys(ctx, site, header) {
      const keys = await findKeys(ctx, site, header);
      if (!off.has('kinds of keys') || typeof keys === 'string') return keys;
      const pems = site.userTokenKeys.map(({ jwk }) =>
        Buffer.from(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })),
      );
      return [...keys, ...pems];
    },
  };
});
vi.mock(import('../../../server/base/crypto/hash.ts'), async (original) => {
  const real = await original();
  return { ...real, constantTimeEqual: (a, b) => off.has('watch secret') || real.constantTimeEqual(a, b) };
});
vi.mock(import('../../../server/refs/store.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    async claimRef(tx, hash, psid, at) {
      if (off.has('lifetime')) {
        const claimed = await real.claimRef(tx, hash, psid, at);
        return claimed && { ...claimed, identityExpiresAt: claimed.contextExpiresAt };
      }
      if (!off.has('one person')) return await real.claimRef(tx, hash, psid, at);
      const row = await real.selectByHash(tx, hash);
      return row && { ...row, redeemedPsid: psid };
    },
  };
});

describe.each(['sqlite', 'postgres'] as const)('attacks on visits and codes, %s', (dialect) => {
  let world: CodeWorld;
  beforeAll(async () => {
    world = await startCodeWorld(dialect);
  });
  afterAll(async () => await world.stop());

  test('a link that was forwarded ties nobody who sees no number', async () => {
    await expectRefused(world, attacks.forwardLink, withoutDefence(off, 'question'));
  });

  test('a link that brings its own answer ties nobody who does not tap', async () => {
    await expectRefused(world, attacks.forwardAnswer, withoutDefence(off, 'taps alone'));
  });

  test('a link that brings the number of its question ties nobody who does not tap', async () => {
    await expectRefused(world, attacks.forwardNumber, withoutDefence(off, 'taps alone'));
  });

  test('a ref that somebody else registered first ties its owner to nobody', async () => {
    await expectRefused(world, attacks.registerFirst, withoutDefence(off, 'question'));
  });

  test('a link that was leaked or photographed gives one try at the number', async () => {
    await expectRefused(world, attacks.tryAllNumbers, withoutDefence(off, 'one try'));
  });

  test('a question is answered by the thread that was asked, whoever knows its payload', async () => {
    await expectRefused(world, attacks.answerForOthers, withoutDefence(off, 'own thread'));
  });

  test('a link that was shared has one owner', async () => {
    await expectRefused(world, attacks.shareLink, withoutDefence(off, 'one person'));
  });

  test('a link that is found later proves nobody', async () => {
    await expectRefused(world, attacks.openLate, withoutDefence(off, 'lifetime'));
  });

  test('a user token that was used is worth nothing to whoever finds it', async () => {
    await expectRefused(world, attacks.replayToken, withoutDefence(off, 'used tokens'));
  });

  test('a public key signs for nobody', async () => {
    await expectRefused(world, attacks.confuseKeys, withoutDefence(off, 'kinds of keys'));
  });

  test('the secret of one visit shows no number of another', async () => {
    await expectRefused(world, attacks.readOthersNumber, withoutDefence(off, 'watch secret'));
  });

  test('the secret of one visit lets nobody into the account of another', async () => {
    await expectRefused(world, attacks.confirmForOthers, withoutDefence(off, 'watch secret'));
  });

  test('codes are not guessed: five are looked at, then none', async () => {
    await expectRefused(world, attacks.guessCodes, withoutDefence(off, 'pause'));
  });

  test('a code that somebody was talked out of needs their page as well', async () => {
    await expectRefused(world, attacks.phishCode, withoutDefence(off, 'site side'));
  });

  test('a code that somebody was talked into needs their thread as well', async () => {
    await expectRefused(world, attacks.plantCode, withoutDefence(off, 'thread side'));
  });
});
