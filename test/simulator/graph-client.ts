import { APP_SECRET, type Fixture } from './simulator-fixture.ts';

/** The app of these tests, and the token it has by itself. */
export const APP_ID = '1517776481860111';
export const APP_TOKEN = `${APP_ID}|${APP_SECRET}`;

/** Ada's id on the shop's Page. */
export const ADA = '9007199254740993';

/** What the Graph API answered. */
export interface GraphResult {
  readonly status: number;
  readonly json: Record<string, unknown>;
  readonly error: { readonly code?: number; readonly error_subcode?: number; readonly message?: string } | undefined;
}

/** Calls the Graph API with a token in the header: the token of the shop's Page unless another is given. */
export async function callGraph(
  { sim, page }: Pick<Fixture, 'sim' | 'page'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  input: { readonly token?: string; readonly body?: object } = {},
): Promise<GraphResult> {
  const response = await fetch(`${sim.url}/graph/v25.0${path}`, {
    method,
    headers: { authorization: `Bearer ${input.token ?? page.token}`, 'content-type': 'application/json' },
    ...(input.body ? { body: JSON.stringify(input.body) } : {}),
  });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, json, error: json['error'] as GraphResult['error'] };
}
