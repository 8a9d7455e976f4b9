import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What the load saw. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly duration: number;
}

const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));

/**
 * Runs load.ts with these options.
 * @throws {Error} when a single request was not answered 200
 */
export async function runLoad(options: object): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [LOAD, JSON.stringify(options)]);
  const result: LoadResult & { failed: number } = JSON.parse(stdout);
  if (result.failed > 0) throw new Error(`${result.failed} requests of the load failed.`);
  return result;
}
