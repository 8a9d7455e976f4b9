import type { CandidatePage, ConnectionStep, PageConnection } from '../../../shared/api/page-connections.ts';
import type { Ctx } from '../../base/ctx.ts';
import { TASKS } from '../checks/needed-rights.ts';
import { selectChecks, selectConnected } from '../store.ts';
import type { CandidateRow } from '../tables.ts';
import { inOrder, stateOf } from './connection-steps.ts';
import { type ConnectionRow, selectSteps, type StepRow } from './connection-store.ts';
import { describeWaiting } from './describe-waiting.ts';

/** Connections as the API shows them: no token, what was done, and what was seen of the chosen Pages. */
export async function toPageConnections(ctx: Ctx, rows: readonly ConnectionRow[]): Promise<PageConnection[]> {
  if (rows.length === 0) return [];
  const { steps, looks, connected } = await ctx.storage.read(async (at) => ({
    steps: await selectSteps(
      at,
      rows.map((row) => row.id),
    ),
    looks: await selectChecks(at, [...new Set(rows.flatMap((row) => row.chosen))]),
    connected: await selectConnected(at, [...new Set(rows.flatMap((row) => row.candidates.map(({ id }) => id)))]),
  }));
  const connectedIds = new Set(connected.map((page) => page.id));
  return rows.map((row) => {
    const own = inOrder(row, steps);
    const seen = looks.filter((look) => look.appId === row.appId && row.chosen.includes(look.pageId));
    return {
      id: row.id,
      appId: row.appId,
      state: stateOf(own),
      foreignCallback: row.foreignCallback,
      missingPermissions: [...row.missingPermissions],
      userTokenExpiresAt: row.userTokenExpiresAt?.toISOString() ?? null,
      pages: row.candidates.map((candidate) => toCandidate(candidate, row, connectedIds)),
      steps: own.map((step) => toStep(withWaiting(step, own, ctx.clock.now()))),
      checks: seen.flatMap(({ pageId, checks }) => checks.map((check) => ({ ...check, pageId }))),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  });
}

/** One connection as the API shows it. */
export async function toPageConnection(ctx: Ctx, row: ConnectionRow): Promise<PageConnection> {
  const [connection] = await toPageConnections(ctx, [row]);
  if (!connection) throw new TypeError('One row makes one connection.');
  return connection;
}

function toCandidate(candidate: CandidateRow, row: ConnectionRow, connected: ReadonlySet<string>): CandidatePage {
  const { id, name, platform, tasks, instagramId } = candidate;
  return {
    id,
    name,
    platform,
    tasks: [...tasks],
    missingTasks: TASKS.filter((task) => !tasks.includes(task)),
    instagramId,
    isChosen: row.chosen.includes(id),
    isConnected: connected.has(id),
  };
}

/** What waiting for the first event means depends on how long it lasts. */
function withWaiting(step: StepRow, all: readonly StepRow[], now: Date): StepRow {
  const isWaiting = step.name === 'first_event' && step.state === 'waiting';
  return isWaiting ? { ...step, ...describeWaiting(step.pageId, all, now) } : step;
}

function toStep({ name, pageId, state, problem, detail, fix, at }: StepRow): ConnectionStep {
  return { name, pageId: pageId || null, state, problem, detail, fix, at: at?.toISOString() ?? null };
}
