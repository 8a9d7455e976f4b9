import { callGraph } from './graph-client.ts';
import type { Fixture } from './simulator-fixture.ts';
import { type ReceivedWebhook, VERIFY_TOKEN } from './threadtie-peer.ts';

/** A further app of the simulator, connected to the shop's Page by the calls that connect an app. */
export interface SecondApp {
  readonly id: string;
  readonly secret: string;
  /** The token of the app itself, that of Olivia, and that of the Page. */
  readonly appToken: string;
  readonly userToken: string;
  readonly pageToken: string;
  /** Where its webhooks come in at the peer. */
  readonly path: string;
  /** The bodies that came in there. */
  heard(): Record<string, unknown>[];
}

/** What both sides of an app are subscribed to here. */
const FIELDS = 'messages,message_echoes,messaging_postbacks,messaging_handovers,standby';

/** Adds an app with the callback `/webhooks/messenger/{id}` and subscribes it to everything these tests look at. */
export async function connectSecondApp(fixture: Fixture): Promise<SecondApp> {
  const { control } = fixture.sim;
  const { id, secret } = await control.addApp({ name: 'Desk' });
  const appToken = `${id}|${secret}`;
  const path = `/webhooks/messenger/${id}`;
  const callback = { callback_url: fixture.peer.url + path, verify_token: VERIFY_TOKEN };
  const body = { object: 'page', fields: FIELDS, ...callback };
  await succeed(callGraph(fixture, 'POST', `/${id}/subscriptions`, { token: appToken, body }));
  const userToken = await control.userToken({ lifetime: 'long', appId: id });
  const pageToken = await pageTokenOf(fixture, userToken);
  const subscription = { token: pageToken, body: { subscribed_fields: FIELDS } };
  await succeed(callGraph(fixture, 'POST', '/me/subscribed_apps', subscription));
  const heard = (): Record<string, unknown>[] => bodiesAt(fixture.peer.webhooks, path);
  return { id, secret, appToken, userToken, pageToken, path, heard };
}

/** The token of the shop's Page that a user token leads to. */
export async function pageTokenOf(fixture: Fixture, token: string): Promise<string> {
  const { json } = await callGraph(fixture, 'GET', '/me/accounts', { token });
  const accounts = json['data'] as { id: string; access_token: string }[];
  return accounts.find((account) => account.id === fixture.page.id)?.access_token ?? '';
}

/** The bodies that came in at this path. */
export function bodiesAt(webhooks: readonly ReceivedWebhook[], path: string): Record<string, unknown>[] {
  return webhooks.filter((webhook) => webhook.path === path).map(({ body }) => JSON.parse(body));
}

async function succeed(call: ReturnType<typeof callGraph>): Promise<void> {
  const { status, error } = await call;
  if (status !== 200) throw new Error(`The simulator refused it: ${error?.message}`);
}
