import type { MessengerEvent } from '../../../shared/messenger/messenger-event.ts';
import { createRouter, type Router, startListening, withRequestCtx } from '../../../server/base/http/index.ts';
import { linkPageRoutes } from '../../../server/linking/index.ts';
import { startGraphStub } from '../../graph/graph-stub.ts';
import { createShop, PAGE_ID, type Shop, startTestServer, type TestServer } from '../../support/server.ts';
import { frame, type LinkingRoom, messageEvent, openLinkingRoom } from '../linking-room.ts';
import { newTab, type Tab } from './link-tab.ts';

/** What a site may choose that decides how its people log in. */
export interface SiteRules {
  readonly onConflict: 'refuse' | 'replace-with-notice' | 'ask';
  readonly confirmNumber: boolean;
}

/** Two people with threads, two browsers, and the linking pages by the clock of their room. */
export interface Scene {
  readonly room: LinkingRoom;
  readonly rules: SiteRules;
  /** No other scene has it. */
  readonly name: string;
  readonly psids: readonly [string, string];
  readonly tabs: readonly [Tab, Tab];
}

/** A server with a site that people log in at, and a platform that says what it is told. */
export interface LoginStage {
  readonly server: TestServer;
  readonly shop: Shop;
  begin(rules: SiteRules): Promise<Scene>;
  /** Whose the platform says a log-in's token is; null: it waits for nobody by it. */
  platformSays(psid: string | null): void;
  stop(): Promise<void>;
}

let scenes = 0;

/** Starts it on the dialect. */
export async function startLoginStage(dialect: 'sqlite' | 'postgres'): Promise<LoginStage> {
  const stub = await startGraphStub();
  const server = await startTestServer(dialect, { GRAPH_URL: stub.url });
  const shop = await createShop(server);
  const change = async (body: object): Promise<void> => {
    const changed = await server.api('PATCH', `/v1/sites/${shop.siteId}`, { body });
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  };
  await change({ login: { kind: 'handoff', url: 'https://shop.example/log-in' } });
  let pages: Router | undefined;
  const listening = await startListening((request, env) => (pages ?? createRouter()).fetch(request, env), {
    port: 0,
    host: '127.0.0.1',
  });
  return {
    server,
    shop,
    async begin(rules) {
      await change({ linking: rules });
      const room = openLinkingRoom(server);
      pages = createRouter();
      pages.use(withRequestCtx(room.ctx));
      pages.route('/', linkPageRoutes(1));
      const name = `${++scenes}`;
      const psids = [`83${100_000 + scenes}`, `84${100_000 + scenes}`] as const;
      for (const psid of psids) await room.apply(messageEvent(room, psid, 'Hello', null));
      return { room, rules, name, psids, tabs: [newTab(listening.url), newTab(listening.url)] };
    },
    platformSays(psid) {
      const old = { error: { message: 'Invalid account_linking_token', type: 'OAuthException', code: 10303 } };
      const person = { id: PAGE_ID, recipient: psid, name: 'Ada King', locale: 'en_US' };
      stub.reply(psid === null ? { status: 400, body: old } : { body: person });
    },
    async stop() {
      await listening.close();
      await server.stop();
      await stub.close();
    },
  };
}

/** The platform tells that a person logged in with this code, or (null) logged out. */
export function loginEvent(room: LinkingRoom, psid: string, authorizationCode: string | null): MessengerEvent {
  const status = authorizationCode === null ? 'unlinked' : 'linked';
  return { ...frame(room, psid), kind: 'account_linking', arrival: null, detail: { status, authorizationCode } };
}
