import type { Delivery } from '../webhook/delivery-log.ts';
import type { FaultChange, Faults } from '../webhook/faults.ts';
import type { AppFields } from '../state/added-app.ts';
import type { AppSettings } from '../state/app-settings.ts';
import type { PersonChange } from '../person/change-person.ts';
import type { NewPerson } from '../state/add-person.ts';
import type { KindListing } from './list-kinds.ts';
import type { Alert } from '../webhook/page-health.ts';
import type { MessagingEvent } from '../webhook/messaging-event.ts';
import type { LinkingRules } from '../state/linking-rules.ts';
import type { Message, Page, Person, Thread, World } from '../state/world.ts';
import type { CallbackVerification } from '../webhook/verify-callback.ts';
import { linkingClient, type LinkingClient } from './linking-client.ts';
import { platformClient, type PlatformClient } from './platform-client.ts';

/** The state as the control API tells it. */
export interface ControlState {
  readonly url: string;
  readonly apiUrl: string;
  /** The first app. */
  readonly app: AppSettings & { readonly id: string };
  readonly apps: readonly (AppSettings & {
    readonly id: string;
    readonly name: string;
    readonly fields: AppFields;
  })[];
  readonly appFields: AppFields;
  readonly callback: CallbackVerification | null;
  readonly clock: { readonly now: string; readonly frozen: boolean };
  readonly faults: Faults;
  readonly paused: boolean;
  readonly alerts: readonly Alert[];
  readonly pages: readonly Page[];
  readonly people: readonly Person[];
  readonly threads: readonly Thread[];
  readonly linkedAccounts: World['linkedAccounts'];
  readonly linkingRules: LinkingRules;
  readonly shop: { readonly siteId: string; readonly entryPoint: string; readonly url: string } | null;
}

/** What happens in a thread besides links, Get Started and text. */
export type ThreadActName =
  | 'attachments'
  | 'reactions'
  | 'edits'
  | 'unsend'
  | 'quick-replies'
  | 'buttons'
  | 'open-ad'
  | 'open-chat'
  | 'block'
  | 'page-messages'
  | 'thread-control';

/** Who and where, and what that act needs besides. */
export interface ThreadActInput {
  readonly person: string;
  readonly pageId: string;
  readonly [more: string]: unknown;
}

/** The message it made or changed, or the thread. */
export interface ThreadActAnswer {
  readonly message?: Message;
  readonly thread?: Thread;
}

/** Steers a simulator over its control API. Every call throws with the simulator's own sentence when it is refused. */
export interface ControlClient extends PlatformClient, LinkingClient {
  state(): Promise<ControlState>;
  reset(): Promise<ControlState>;
  steerClock(change: { advanceMs: number } | { now: string } | { freeze: boolean }): Promise<ControlState['clock']>;
  addPerson(person: NewPerson): Promise<Person>;
  /** Changes somebody's name, language or phone; what is left out stays. */
  setPerson(person: string, change: PersonChange): Promise<Person>;
  openLink(input: { person: string; url: string }): Promise<{ thread: Thread }>;
  getStarted(input: { person: string; pageId: string }): Promise<{ thread: Thread }>;
  writeMessage(input: {
    person: string;
    pageId: string;
    text: string;
    replyTo?: string;
    referral?: object;
  }): Promise<{ message: Message }>;
  forgetThread(input: { person: string; pageId: string }): Promise<{ thread: null }>;
  /** Anything else a person or the Page does in a thread, by the path of the control API. */
  act(name: ThreadActName, input: ThreadActInput): Promise<ThreadActAnswer>;
  kinds(): Promise<readonly KindListing[]>;
  alerts(): Promise<readonly Alert[]>;
  flush(): Promise<{ flushed: true }>;
  sendEvents(input: { pageId: string; appId?: string; events: readonly MessagingEvent[] }): Promise<Delivery>;
  setFaults(faults: FaultChange): Promise<Faults>;
  deliveries(): Promise<readonly Delivery[]>;
  pauseWebhooks(): Promise<{ paused: boolean }>;
  resumeWebhooks(): Promise<{ paused: boolean }>;
  verifyCallback(input?: { verifyToken?: string; appId?: string }): Promise<CallbackVerification>;
}

/** A client for the simulator at this address. */
export function createControlClient(url: string): ControlClient {
  const get = <T>(path: string): Promise<T> => call<T>(`${url}/control${path}`, undefined);
  const post = <T>(path: string, body: object = {}): Promise<T> => call<T>(`${url}/control${path}`, body);
  return {
    state: () => get('/state'),
    reset: () => post('/reset'),
    steerClock: (change) => post('/clock', change),
    addPerson: (person) => post('/people', person),
    setPerson: (person, change) => post('/person', { ...change, person }),
    openLink: (input) => post('/open-link', input),
    getStarted: (input) => post('/get-started', input),
    writeMessage: (input) => post('/messages', input),
    forgetThread: (input) => post('/forget-thread', input),
    act: (name, input) => post(`/${name}`, input),
    kinds: async () => (await get<{ data: KindListing[] }>('/kinds')).data,
    alerts: async () => (await get<{ data: Alert[] }>('/alerts')).data,
    flush: () => post('/flush'),
    sendEvents: (input) => post('/events', input),
    setFaults: (faults) => post('/faults', faults),
    deliveries: async () => (await get<{ data: Delivery[] }>('/deliveries')).data,
    pauseWebhooks: () => post('/pause-webhooks'),
    resumeWebhooks: () => post('/resume-webhooks'),
    verifyCallback: (input) => post('/verify-callback', input),
    ...platformClient({ get, post }),
    ...linkingClient({ get, post }),
  };
}

/** The two ends of this call are one program, so the answer's shape is trusted. */
async function call<T>(url: string, body: object | undefined): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}
