import type { Ctx } from '../base/ctx.ts';
import type { GraphError } from './graph-error.ts';
import type { GraphRequest } from './graph-request.ts';

/** Whether our own pacing let no socket open: the platform has said nothing. */
export function wasHeld({ verdict, httpStatus }: GraphError): boolean {
  return verdict === 'later' && httpStatus === null;
}

/** Writes a failed call into the log; those that were held back would only fill it. */
export function logFailure({ log, requestId }: Ctx, request: GraphRequest<unknown>, error: GraphError): void {
  if (wasHeld(error)) return;
  const { call: graphCall, appId, pageId, code, subcode, httpStatus, traceId } = error;
  const fields = {
    requestId,
    graphCall,
    appId,
    ...(pageId === null ? {} : { pageId }),
    ...(code === null ? {} : { code: String(code) }),
    ...(subcode === null ? {} : { subcode }),
    ...(httpStatus === null ? {} : { status: httpStatus }),
    ...(traceId === null ? {} : { traceId }),
  };
  log[levelOf(request, error)](fields, 'a call of the platform failed');
}

function levelOf(request: GraphRequest<unknown>, { verdict }: GraphError): 'info' | 'warn' | 'error' {
  if (verdict === 'our_bug') return 'error';
  return verdict === 'person_unreachable' || request.isTentative ? 'info' : 'warn';
}
