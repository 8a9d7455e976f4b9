import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '../base/ctx.ts';
import {
  heldError,
  malformedTokenError,
  refusalError,
  shapeError,
  silenceError,
  strangeAnswerError,
} from './describe-failure.ts';
import { classifyError } from './errors/classify-error.ts';
import { type Exchange, exchange, Silence } from './exchange.ts';
import type { GraphCaller } from './graph-caller.ts';
import { GraphError } from './graph-error.ts';
import { type GraphRequest, isRepeatable } from './graph-request.ts';
import { logFailure, wasHeld } from './log-failure.ts';
import { GRAPH_ANSWER, GRAPH_CALLS } from './meters.ts';
import { forgetStrikes, holdOff } from './pacing/hold-off.ts';
import { obeyUsage } from './pacing/obey-usage.ts';
import { pacingKeys } from './pacing/pacing-keys.ts';
import { readUsage } from './pacing/read-usage.ts';
import { takeTurn } from './pacing/take-turn.ts';
import { type ErrorAnswer, readAnswer } from './read-answer.ts';

const MOST_TRIES = 3;
const FIRST_PAUSE_MS = 200;
/** Whoever waits for the call has a time limit of their own: a slow platform is not tried again. */
const RETRY_WITHIN_MS = 4000;
const NOTHING_SAID: ErrorAnswer = { code: null, subcode: null, isTransient: false, traceId: null };
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * Calls the platform once, and up to twice more when that is harmless and may help.
 * @throws {GraphError} for everything that is not the documented answer
 */
export async function callGraph<T>(ctx: Ctx, caller: GraphCaller, request: GraphRequest<T>): Promise<T> {
  const begunAt = ctx.clock.now().getTime();
  for (let tries = 1; ; tries++) {
    try {
      const value = await callOnce(ctx, caller, request);
      ctx.metrics.add(GRAPH_CALLS, [request.name, 'ok']);
      return value;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      ctx.metrics.add(GRAPH_CALLS, [request.name, wasHeld(error) ? 'held' : error.verdict]);
      const isEarly = ctx.clock.now().getTime() - begunAt < RETRY_WITHIN_MS;
      if (error.verdict !== 'retry' || !isRepeatable(request) || tries >= MOST_TRIES || !isEarly) {
        logFailure(ctx, request, error);
        throw error;
      }
      await sleep(pauseMs(ctx, tries));
    }
  }
}

async function callOnce<T>(ctx: Ctx, caller: GraphCaller, request: GraphRequest<T>): Promise<T> {
  if (!TOKEN.test(caller.token)) throw malformedTokenError(caller, request);
  const retryAt = await takeTurn(ctx, pacingKeys(caller), request.isProfileCall ?? false);
  if (retryAt) throw heldError(caller, request, retryAt);
  const { status, headers, bytes } = await timedExchange(ctx, caller, request);
  obeyUsage(ctx, pacingKeys(caller), readUsage(headers, caller.pageId));
  const answer = readAnswer(bytes);
  if (answer.kind === 'error') throw refuse(ctx, caller, request, status, answer.error);
  if (status === 429) throw refuse(ctx, caller, request, status, NOTHING_SAID);
  if (answer.kind === 'unreadable' || status < 200 || status > 299) throw strangeAnswerError(caller, request, status);
  forgetStrikes(ctx, pacingKeys(caller), request.isProfileCall ?? false);
  const value = request.answer.safeParse(answer.value);
  if (!value.success) throw shapeError(caller, request, status);
  return value.data;
}

async function timedExchange(ctx: Ctx, caller: GraphCaller, request: GraphRequest<unknown>): Promise<Exchange> {
  const stop = ctx.metrics.time(GRAPH_ANSWER);
  try {
    return await exchange(ctx, caller, request);
  } catch (error) {
    if (error instanceof Silence) throw silenceError(caller, request, error);
    throw error;
  } finally {
    stop();
  }
}

function refuse(
  ctx: Ctx,
  caller: GraphCaller,
  request: GraphRequest<unknown>,
  httpStatus: number,
  answer: ErrorAnswer,
): GraphError {
  const { holds } = classifyError({ ...answer, httpStatus });
  const keys = pacingKeys(caller);
  // Which code the small limit of the profile is told by is not documented: it holds the profile, not the Page.
  const key = holds === 'page' && request.isProfileCall && answer.code === 613 ? keys.profile : holds && keys[holds];
  const retryAt = key ? holdOff(ctx, key) : null;
  return refusalError(caller, request, { ...answer, httpStatus, retryAt });
}

/** Doubles with every try, by chance up to half more or less, so that many callers do not come again at once. */
function pauseMs(ctx: Ctx, tries: number): number {
  const chance =
    Number.parseInt(Buffer.from(ctx.random.token(128), 'base64url').toString('hex').slice(0, 8), 16) / 2 ** 32;
  return FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + chance);
}
