import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyUserToken } from '../../server/sites/index.ts';
import { type Signer, SIGNERS } from '../../server/sites/signers/signers.ts';
import { createShop, type Shop, startTestServer, type TestServer } from '../support/server.ts';

const FOLDER = fileURLToPath(new URL('../../server/sites/signers/', import.meta.url));
const USER = 'Zoë "Z" \\ <42> 学';

const run = promisify(execFile);

describe('the signers in the API document', () => {
  let server: TestServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    shop = await createShop(server);
  });
  afterAll(async () => await server.stop());

  /** The token the signer prints; null where its language is not installed. */
  async function sign({ command: [program, ...args] }: Signer): Promise<string | null> {
    const env = { ...process.env, USER_TOKEN_SECRET: shop.secret, LC_ALL: 'C.UTF-8' };
    try {
      const { stdout } = await run(program, [...args, shop.siteId, USER], { cwd: FOLDER, env });
      return stdout.trim();
    } catch (error) {
      if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return null;
      throw error;
    }
  }

  it('are accepted wherever their language is installed, and the others are named', { timeout: 60_000 }, async () => {
    const ran: string[] = [];
    const missing: string[] = [];
    for (const signer of SIGNERS) {
      const token = await sign(signer);
      (token === null ? missing : ran).push(signer.language);
      if (token === null) continue;
      const result = await verifyUserToken(server.server.ctx, shop.siteId, token);
      expect([signer.language, result]).toMatchObject([signer.language, { ok: true, user: { siteUserId: USER } }]);
    }
    // Which languages a machine has is its own affair; Node is always there, and none is left out without a word.
    expect(ran).toContain('Node');
    expect([...ran, ...missing].toSorted()).toEqual(SIGNERS.map(({ language }) => language).toSorted());
    console.log(`signers run: ${ran.join(', ')}; not installed: ${missing.join(', ') || 'none'}`);
  });

  it('stand there as they are run, each with whether it was', async () => {
    const { body } = await server.api('GET', '/openapi.json', { key: null });
    const { description } = body.paths['/v1/sites/{id}/user-token-secrets'].post;
    for (const { language, file, wasRun } of SIGNERS) {
      const note = wasRun ? 'Run against this server by its tests.' : 'Not run by the tests of this version.';
      expect(description).toContain(`**${language}.** ${note}`);
      expect(description).toContain(readFileSync(FOLDER + file, 'utf8').trimEnd());
    }
  });
});
