import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import type { Simulator } from '../simulator.ts';
import { serialisePayload } from '../webhook/serialise-payload.ts';
import { answerCall } from './answer-call.ts';
import { answerBatch, isBatch } from './batch.ts';
import { errorAnswer, type GraphAnswer } from './graph-answer.ts';
import { GraphError } from './graph-error.ts';
import type { GraphFaults } from './graph-faults.ts';
import type { GraphRequest } from './graph-request.ts';
import { readRequest } from './read-request.ts';
import { hangUp } from './hang-up.ts';

const BASE = '/graph';
const HTML =
  '<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>';

/** The Graph API, with and without a version before the path: single calls and batches, and what goes wrong on the way. */
export function graphRoutes(sim: Simulator): Hono {
  const app = new Hono();
  app.all('*', async (c) => {
    try {
      return await answer(sim, c, await readRequest(c, c.req.path.slice(BASE.length) || '/'));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      return reply(errorAnswer(error, sim.random));
    }
  });
  return app;
}

async function answer(sim: Simulator, c: Context, request: GraphRequest): Promise<Response> {
  const isMany = isBatch(request);
  const faults = sim.traffic.faultsFor(request.path, isMany ? 'batch' : 'call');
  if (faults.answer === 'lost') return hangUp(c);
  if (faults.answer === 'html') {
    return new Response(HTML, { status: 500, headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
  const done = isMany ? await answerBatch(sim, request) : await answerCall(sim, request, faults);
  await sleep(faults.delayMs, undefined, { ref: false });
  return faults.answer === 'reset' ? hangUp(c) : reply(done, faults);
}

function reply({ status, headers, body }: GraphAnswer, faults?: GraphFaults): Response {
  const text = serialisePayload(body);
  const isCut = faults?.answer === 'truncated' && status === 200;
  return new Response(isCut ? text.slice(0, Math.ceil(text.length / 2)) : text, {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'facebook-api-version': 'v25.0', ...headers },
  });
}
