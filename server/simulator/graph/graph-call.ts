import type { Context } from 'hono';
import { constantTimeEqual, hmacSha256 } from '../../base/crypto/hash.ts';
import type { Simulator } from '../simulator.ts';
import type { Page } from '../state/world.ts';
import { badParameter, invalidProof, invalidToken } from './graph-error.ts';

/** One call of the Graph API, after its token was checked. */
export interface GraphCall {
  /** The Page whose token came along. */
  readonly page: Page;
  /** Query, form and JSON parameters in one: the body wins. */
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Reads the parameters, wherever they stand, and finds the Page that the access token belongs to.
 * @throws {GraphError} 190 for the token, 100 for the proof or an unreadable body
 */
export async function readGraphCall(sim: Simulator, c: Context): Promise<GraphCall> {
  const { params, token } = await readParams(c);
  const page = sim.store.world.pages.find(
    (one) => typeof token === 'string' && constantTimeEqual(one.accessToken, token),
  );
  if (!page) throw invalidToken();
  const proof = params['appsecret_proof'];
  if (proof !== undefined && !isProof(sim.app.secret, page.accessToken, proof)) throw invalidProof();
  return { page, params };
}

/**
 * Reads the parameters of a call that the app itself makes, with its token `{id}|{secret}`.
 * @throws {GraphError} 190
 */
export async function readAppCall(sim: Simulator, c: Context): Promise<GraphCall['params']> {
  const { params, token } = await readParams(c);
  const isApp = typeof token === 'string' && constantTimeEqual(`${sim.app.id}|${sim.app.secret}`, token);
  if (!isApp) throw invalidToken();
  return params;
}

async function readParams(c: Context): Promise<{ params: Record<string, unknown>; token: unknown }> {
  const params: Record<string, unknown> = { ...c.req.query(), ...(await readBody(c)) };
  return { params, token: params['access_token'] ?? bearer(c.req.header('authorization')) };
}

async function readBody(c: Context): Promise<Record<string, unknown>> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return {};
  const type = c.req.header('content-type') ?? '';
  if (!/\bjson\b/.test(type)) return (await c.req.parseBody().catch(() => ({}))) as Record<string, unknown>;
  const body = parseObject(await c.req.text());
  if (!body) throw badParameter('The request body is not a JSON object.');
  return body;
}

/** The object this JSON text holds, or null when it holds anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** True for what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bearer(header: string | undefined): string | undefined {
  return header && /^(?:Bearer|OAuth) +(.+)$/i.exec(header)?.[1];
}

function isProof(secret: string, token: string, proof: unknown): boolean {
  return typeof proof === 'string' && constantTimeEqual(hmacSha256(secret, Buffer.from(token)).toString('hex'), proof);
}
