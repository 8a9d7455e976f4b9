import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startAgainst, startFixture } from './simulator-fixture.ts';

async function stateFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'simulator.json');
}

describe('the set-up after a restart', () => {
  test('uses the site and the entry point again, and moves to the new port, keeping foreign origins', async () => {
    const path = await stateFile();
    const { peer, sim } = await startFixture(path);
    await sim.close();
    peer.data.sites[0]?.origins.push('https://shop.example');
    const again = await startAgainst(peer, path);
    await again.ready;
    expect(peer.data.sites).toHaveLength(1);
    expect(peer.data.entryPoints).toHaveLength(1);
    const { port } = new URL(again.url);
    const own = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
    expect(peer.data.sites[0]?.origins).toEqual(['https://shop.example', ...own]);
  });

  test('makes the site anew when the server has forgotten it', async () => {
    const path = await stateFile();
    const { peer, sim } = await startFixture(path);
    await sim.close();
    peer.data.sites.length = 0;
    peer.data.entryPoints.length = 0;
    const again = await startAgainst(peer, path);
    await again.ready;
    expect(peer.data.sites).toHaveLength(1);
    expect((await again.control.state()).shop).toMatchObject({ entryPoint: 'demo-shop' });
  });

  test('refuses a state file that is not its own', async () => {
    const { peer } = await startFixture();
    await expect(startAgainst(peer, join(import.meta.dirname, 'threadtie-peer.ts'))).rejects.toThrow(
      'is not a state file of this simulator',
    );
  });
});
