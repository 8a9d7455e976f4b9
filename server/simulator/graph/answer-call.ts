import type { Simulator } from '../simulator.ts';
import { bendError } from './bend-error.ts';
import type { Admission } from './admission.ts';
import { dispatch } from './dispatch.ts';
import { errorAnswer, errorOf, type GraphAnswer } from './graph-answer.ts';
import { GraphError } from './graph-error.ts';
import type { GraphFaults } from './graph-faults.ts';
import type { GraphRequest } from './graph-request.ts';
import { type Limit, limitsOf } from './limits.ts';
import { plannedError } from './planned-error.ts';
import { usageHeaders } from './usage-headers.ts';

/** Carries out one call, alone or of a batch: counts it, refuses it or lets the edges answer, and keeps it in the log. */
export async function answerCall(sim: Simulator, request: GraphRequest, faults: GraphFaults): Promise<GraphAnswer> {
  const limits: Limit[] = [];
  const outcome = bendError(await carryOut(sim, request, faults, limits), faults);
  const now = sim.clock.now();
  const code = errorOf(outcome)?.['code'];
  sim.graphLog.add({
    method: request.method,
    path: request.path,
    status: outcome.status,
    code: typeof code === 'number' ? code : null,
    at: now.toISOString(),
  });
  const usage = usageHeaders(sim.traffic.limiter, limits, faults, now);
  return { ...outcome, headers: { 'facebook-api-version': request.version, ...usage } };
}

async function carryOut(
  sim: Simulator,
  request: GraphRequest,
  faults: GraphFaults,
  limits: Limit[],
): Promise<GraphAnswer> {
  try {
    // Calls without a token are never admitted, so that a planned error would not reach them.
    if (faults.error && request.token === null) throw plannedError(faults.error);
    return { status: 200, headers: {}, body: await dispatch(sim, request, admission(sim, faults, limits)) };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return errorAnswer(error, sim.random);
  }
}

/** The limits come after token and permission; those of the call are left in `limits` for the usage headers. */
function admission(sim: Simulator, faults: GraphFaults, limits: Limit[]): Admission {
  return (request, caller, page) => {
    limits.push(...limitsOf(caller, page, request, faults));
    const over = sim.traffic.limiter.count(limits, sim.clock.now());
    if (over) throw plannedError({ code: over.code, httpStatus: 400 });
    if (faults.error) throw plannedError(faults.error);
  };
}
