import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../linking/login/login-world.ts';
import type { Shop } from '../support/server.ts';
import { type CrashingLinking, startCrashingLinking } from './crashing-linking.ts';
import { type Flow, loginFlow, visitFlow } from './linking-flows.ts';

/** How long after an acknowledgement the process dies: before, amid and after what it does then. */
const DELAYS_MS = [0, 4, 15] as const;
const PATIENCE_MS = 40_000;

describe.each(['sqlite', 'postgres'] as const)(
  'a process that is killed after every step of linking, on %s',
  (dialect) => {
    let world: CrashingLinking;
    let shop: Shop;
    beforeAll(async () => {
      world = await startCrashingLinking(dialect);
      const origins = { origins: [...(await siteOf(world)).origins, 'https://shop.example'] };
      await world.api('PATCH', `/v1/sites/${world.siteId}`, origins);
      const { secret } = (await world.api('POST', `/v1/sites/${world.siteId}/user-token-secrets`)).body;
      shop = { siteId: world.siteId, secret, ...world.entry };
    });
    afterAll(async () => await world?.stop());

    const linksOf = async ({ psid }: Flow) => (await world.api('GET', `/v1/account-links?psid=${psid}`)).body.data;

    test('leaves each link whole or not there, and everybody comes to theirs', async () => {
      const flows = [await loginFlow(world), await visitFlow(world, shop), await visitFlow(world, shop)];
      const starts = [0, 0, 3]; // the second visit meets other moments of the others
      const rounds = Math.max(...flows.map(({ steps }, index) => steps.length + (starts[index] ?? 0)));
      for (let round = 0; round < rounds; round++) {
        await Promise.all(flows.map(({ steps }, index) => steps[round - (starts[index] ?? 0)]?.()));
        await sleep(DELAYS_MS[round % DELAYS_MS.length]);
        await world.crash();
        for (const flow of flows) {
          const links = await linksOf(flow);
          expect(links.length).toBeLessThanOrEqual(1);
          expect(links.map(({ siteUserId }: { siteUserId: string }) => siteUserId)).toEqual(
            links.map(() => flow.account),
          );
        }
      }
      for (const flow of flows) {
        const link = await until(async () => (await linksOf(flow))[0], PATIENCE_MS);
        expect(link.siteUserId).toBe(flow.account);
        const told = await world.api('GET', '/v1/notifications?type=account_link.created&limit=50');
        const own = told.body.data.filter(({ data }: { data: { psid: string } }) => data.psid === flow.psid);
        expect(own).toHaveLength(1);
      }
    }, 600_000);
  },
);

async function siteOf(world: CrashingLinking): Promise<{ origins: string[] }> {
  return (await world.api('GET', `/v1/sites/${world.siteId}`)).body;
}
