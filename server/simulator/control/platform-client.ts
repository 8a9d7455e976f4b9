import type { GraphFaultChange, GraphFaults } from '../graph/graph-faults.ts';
import type { AccessToken } from '../state/access-token.ts';
import type { AppFields } from '../state/added-app.ts';
import type { AppSettings } from '../state/app-settings.ts';
import type { GraphLogEntry } from '../state/graph-log.ts';
import type { Page, Thread } from '../state/world.ts';
import type { AddAppBody, AppBody, PageBody, TokenBody } from './platform-body.ts';

/** How the control API is called: the path begins below `/control`. */
export interface ControlTransport {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: object): Promise<T>;
}

/** Steers what stands in dashboards and Page settings, and what becomes of tokens. */
export interface PlatformClient {
  /** A user token with what the app is permitted, of Olivia who runs all Pages unless another person is named. */
  userToken(input?: { lifetime?: 'short' | 'long'; person?: string; appId?: string }): Promise<string>;
  /** Adds an app that is subscribed to nothing; id, secret and name are made up where they are left out. */
  addApp(input?: AddAppBody): Promise<{ readonly id: string; readonly secret: string }>;
  /** Changes the first app, or the one named. */
  setApp(change: AppBody): Promise<AppSettings & { readonly id: string; readonly fields: AppFields }>;
  /** Changes a Page; `subscribedFields` are those of the first app, or of the one named. */
  setPage(pageId: string, change: Omit<PageBody, 'pageId'>): Promise<Page>;
  /** Changes one token, or all tokens of a Page: those of one app where `appId` names it. */
  setToken(pageIdOrToken: string, change: Omit<TokenBody, 'of'>): Promise<readonly AccessToken[]>;
  /** Gives a thread to an app without telling anybody; null makes it idle. */
  setThread(pageId: string, person: string, change: { ownerAppId: string | null }): Promise<Thread>;
  /** What goes wrong with calls of the Graph API, and their limits; what is left out stays. */
  setGraphFaults(change: GraphFaultChange): Promise<GraphFaults>;
  /** Adds Pages of Olivia's that nobody is connected to yet. */
  addPages(count: number): Promise<readonly Page[]>;
  /** The token with which a person's phone opens the login page of an account linking. */
  linkingToken(pageId: string, person: string): Promise<string>;
  /** The calls of the Graph API since the last reset, oldest first. */
  graphCalls(): Promise<readonly GraphLogEntry[]>;
}

/** The calls of the control API that steer the platform. */
export function platformClient({ get, post }: ControlTransport): PlatformClient {
  return {
    userToken: async (input) => (await post<{ token: string }>('/user-token', input)).token,
    addApp: (input) => post('/apps', input),
    setApp: (change) => post('/app', change),
    setPage: (pageId, change) => post('/page', { ...change, pageId }),
    setToken: async (of, change) => (await post<{ data: AccessToken[] }>('/token', { ...change, of })).data,
    setThread: async (pageId, person, change) =>
      (await post<{ thread: Thread }>('/thread', { ...change, pageId, person })).thread,
    setGraphFaults: (change) => post('/graph-faults', change),
    addPages: async (count) => (await post<{ data: Page[] }>('/pages', { count })).data,
    linkingToken: async (pageId, person) => (await post<{ token: string }>('/linking-token', { pageId, person })).token,
    graphCalls: async () => (await get<{ data: GraphLogEntry[] }>('/graph-calls')).data,
  };
}
