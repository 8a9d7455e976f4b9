import { isAppCaller, type GraphCaller } from './graph-caller.ts';
import { classifyError, type ErrorClass } from './errors/classify-error.ts';
import type { Silence, SilenceReason } from './exchange.ts';
import { type ErrorScope, GraphError, type GraphFailure } from './graph-error.ts';
import { type GraphRequest, isRepeatable } from './graph-request.ts';
import type { ErrorAnswer } from './read-answer.ts';

const UNSEEN: readonly SilenceReason[] = ['not_found', 'not_connected', 'not_possible'];

const SILENCE: Readonly<Record<SilenceReason, string>> = {
  not_found: "The platform's name could not be resolved. Check this server's DNS and GRAPH_URL.",
  not_connected: "The platform could not be reached. Check this server's way into the internet, and GRAPH_URL.",
  not_possible:
    "The platform's certificate is not trusted by this server. Check its certificates, its clock, and GRAPH_URL.",
  timeout: 'The platform did not answer in time. It is tried again; if it stays, look at the status page of Meta.',
  cut_off: 'The connection to the platform broke. It is tried again; if it stays, check what stands between.',
  too_large: 'The platform answered more than could be read. Ask for less at once.',
};

/** The error for a call that brought no answer. */
export function silenceError(caller: GraphCaller, request: GraphRequest<unknown>, silence: Silence): GraphError {
  const { reason } = silence;
  const isAmbiguous = !isRepeatable(request) && !UNSEEN.includes(reason);
  const isFinal = isAmbiguous || reason === 'too_large';
  return failure(caller, request, { verdict: isFinal ? 'give_up' : 'retry', sentence: SILENCE[reason], isAmbiguous });
}

/** The error for an answer that is none of the platform's: a page of HTML, half a body, nothing, a redirect. */
export function strangeAnswerError(
  caller: GraphCaller,
  request: GraphRequest<unknown>,
  httpStatus: number,
): GraphError {
  const isRedirect = httpStatus >= 300 && httpStatus < 400;
  const isRefusal = httpStatus >= 400 && httpStatus < 500;
  const isAmbiguous = !isRepeatable(request) && !isRedirect && !isRefusal;
  const verdict = isAmbiguous || isRedirect || (isRefusal && httpStatus !== 429) ? 'give_up' : 'retry';
  const sentence = isRedirect
    ? 'The address of the platform leads elsewhere, and calls do not follow. Check GRAPH_URL.'
    : 'What answered does not speak like the platform. Check GRAPH_URL, proxies between, and the status page of Meta.';
  return failure(caller, request, { verdict, sentence, httpStatus, isAmbiguous });
}

/** The error for an answer whose shape is not the documented one. */
export function shapeError(caller: GraphCaller, request: GraphRequest<unknown>, httpStatus: number): GraphError {
  const sentence =
    'The platform answered in another form than it documents. Check GRAPH_VERSION, and look for a newer release of this server.';
  return failure(caller, request, { verdict: 'give_up', sentence, httpStatus, isAmbiguous: !isRepeatable(request) });
}

/** The error for a call that was not made, because it is not its time. */
export function heldError(caller: GraphCaller, request: GraphRequest<unknown>, retryAt: Date): GraphError {
  const sentence = 'The platform wants fewer calls, so this one was not made. Calls go on by themselves after a pause.';
  return failure(caller, request, { verdict: 'later', sentence, retryAt });
}

/** The error for a token that can be none: with white space or other characters that no token has. */
export function malformedTokenError(caller: GraphCaller, request: GraphRequest<unknown>): GraphError {
  const problem = isAppCaller(caller) ? 'app_credentials_wrong' : 'token_invalid';
  const sentence =
    'The token holds characters that no token has, such as spaces. Copy it again, without what stands around it.';
  return failure(caller, request, { verdict: isAppCaller(caller) ? 'give_up' : 'page_broken', problem, sentence });
}

/** The error that the platform answered. */
export function refusalError(
  caller: GraphCaller,
  request: GraphRequest<unknown>,
  answer: ErrorAnswer & { readonly httpStatus: number; readonly retryAt: Date | null },
): GraphError {
  const { code, subcode, traceId, httpStatus, retryAt } = answer;
  const known: ErrorClass = ofCaller(caller, request, classifyError(answer));
  const { verdict, problem, sentence, isAmbiguous = false } = known;
  const scope: ErrorScope = known.scope ?? 'page';
  const details = { code, subcode, traceId, httpStatus, retryAt, verdict, problem, scope, sentence };
  return failure(caller, request, { ...details, isAmbiguous: isAmbiguous && !isRepeatable(request) });
}

/** A token that the app made of its own secret does not expire: if it is refused, the secret is wrong. */
function ofCaller(caller: GraphCaller, request: GraphRequest<unknown>, known: ErrorClass): ErrorClass {
  const isOwnToken = isAppCaller(caller) && !request.isWithoutToken;
  if (!isOwnToken || known.verdict !== 'page_broken' || known.problem === 'page_restricted') return known;
  return {
    verdict: 'give_up',
    problem: 'app_credentials_wrong',
    sentence: "The app's id or secret is wrong. Copy both from the app dashboard, under App settings, Basic.",
  };
}

function failure(
  caller: GraphCaller,
  request: GraphRequest<unknown>,
  known: Pick<GraphFailure, 'verdict' | 'sentence'> & Partial<GraphFailure>,
): GraphError {
  const nothing = { code: null, subcode: null, httpStatus: null, problem: null, traceId: null, retryAt: null };
  const who = { call: request.name, appId: caller.appId, pageId: caller.pageId ?? null };
  return new GraphError({ ...nothing, scope: 'page', isAmbiguous: false, ...who, ...known });
}
