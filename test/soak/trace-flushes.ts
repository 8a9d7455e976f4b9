import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { judgeTrace, type Judgement } from './judge-trace.ts';
import { signBody } from './sent-delivery.ts';
import { startServerProcess } from './server-process.ts';
import { setUpSoakShop, type SoakShop } from './soak-shop.ts';

/** What the system calls show. */
export interface FlushTrace extends Judgement {
  readonly acknowledged: number;
}

const ONE_BY_ONE = 20;
const AT_ONCE = 80;
const CALLS = 'read,write,writev,sendto,pwrite64,fsync,fdatasync';

/**
 * Runs the server on SQLite under strace, delivers one by one and many at once, and judges the trace.
 * @throws {Error} one sentence when strace is not there
 */
export async function traceFlushes(): Promise<FlushTrace> {
  await promisify(execFile)('strace', ['--version']).catch(() => {
    throw new Error('strace is missing: install it (Debian: apt-get install strace) and run this again.');
  });
  const dir = await makeTempDir('trace');
  try {
    const file = join(dir.path, 'calls');
    // -D: the server stays our own child; -y: the file behind a descriptor; -s: a whole page of the database.
    const under = ['strace', '-D', '-f', '-y', '-s', '5000', '-e', `trace=${CALLS}`, '-o', file];
    const server = startServerProcess({ dataDir: dir.path, port: await freePort(), under });
    await server.ready;
    const shop = await setUpSoakShop(server.url);
    const marks = await deliverAll(server.url, shop);
    await sleep(500);
    await server.stop();
    const judgement = judgeTrace((await readFile(file, 'latin1')).split('\n'), marks);
    return { acknowledged: marks.length, ...judgement };
  } finally {
    await dir.remove();
  }
}

async function deliverAll(url: string, shop: SoakShop): Promise<string[]> {
  const marks = Array.from({ length: ONE_BY_ONE + AT_ONCE }, (_, index) => `mark-${index + 1000}-of-this-delivery`);
  for (const mark of marks.slice(0, ONE_BY_ONE)) await deliver(url, shop, mark);
  await Promise.all(marks.slice(ONE_BY_ONE).map((mark) => deliver(url, shop, mark)));
  return marks;
}

async function deliver(url: string, shop: SoakShop, mark: string): Promise<void> {
  const { pageId } = shop.entries[0];
  const at = Date.now();
  const message = { sender: { id: '8000000001' }, recipient: { id: pageId }, timestamp: at, message: { mid: mark } };
  const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: pageId, time: at, messaging: [message] }] }));
  const headers = { 'x-hub-signature-256': signBody(body), 'x-mark': mark };
  const answer = await fetch(`${url}/webhooks/messenger`, { method: 'POST', headers, body: new Uint8Array(body) });
  if (answer.status !== 200) throw new Error(`A delivery was answered ${answer.status}.`);
}
