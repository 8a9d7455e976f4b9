import type { Ctx } from '../../server/base/ctx.ts';
import { createLog } from '../../server/base/log.ts';
import { createMetrics } from '../../server/base/metrics/metrics.ts';
import { createPacer } from '../../server/base/pacer.ts';
import { readConfig } from '../../server/config.ts';
import { openDeps } from '../../server/deps.ts';
import { GraphError } from '../../server/graph/index.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { type GraphStub, startGraphStub } from './graph-stub.ts';

export const PAGE_ID = '9007199254740993';
export const APP_ID = '730000000000017';
export const PAGE = { token: 'EAAtokenOfThePage', appId: APP_ID, pageId: PAGE_ID };

/** A client of a stub, with a clock that stands until it is moved. */
export interface GraphWorld {
  readonly ctx: Ctx;
  readonly stub: GraphStub;
  /** All lines of the log. */
  readonly lines: string[];
  advance(ms: number): void;
  /** Forgets calls, lines, holds and counts. */
  reset(): void;
  close(): Promise<void>;
}

export async function openGraphWorld(): Promise<GraphWorld> {
  const stub = await startGraphStub();
  const dir = await makeTempDir('graph');
  let time = Date.UTC(2026, 10, 20, 12);
  const clock = { now: () => new Date(time) };
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const config = readConfig({
    PORT: '0',
    PUBLIC_URL: 'https://chat.example',
    SIMULATOR: 'off',
    DATA_DIR: dir.path,
    GRAPH_URL: stub.url,
    META_APP_ID: APP_ID,
    META_APP_SECRET: 'app-secret-of-the-tests',
    META_VERIFY_TOKEN: 'verify-token-of-the-tests',
  });
  const deps = await openDeps(config, ['a key of the tests with more than thirty-two characters'], { clock, log });
  let { ctx } = deps;
  return {
    get ctx() {
      return ctx;
    },
    stub,
    lines,
    advance: (ms) => void (time += ms),
    reset() {
      ctx = { ...deps.ctx, pacer: createPacer(clock), metrics: createMetrics() };
      stub.calls.length = 0;
      lines.length = 0;
    },
    async close() {
      await deps.close();
      await stub.close();
      await dir.remove();
    },
  };
}

/** The error a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<GraphError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('The call succeeded, and was expected to fail.');
}

/** The platform's error envelope. */
export function refusal(code: number, subcode?: number, more: object = {}): { status: number; body: object } {
  const error = {
    message: `(#${code}) Something`,
    type: 'OAuthException',
    code,
    fbtrace_id: 'AxIIVeNpuf3y2jeXdufRcEX',
  };
  return { status: 400, body: { error: { ...error, ...(subcode ? { error_subcode: subcode } : {}), ...more } } };
}
