import type { Simulator } from '../simulator.ts';
import type { AccessToken } from '../state/access-token.ts';
import type { SimulatedApp } from '../state/simulated-app.ts';
import type { Page, Person } from '../state/world.ts';
import type { Caller } from './caller.ts';
import type { GraphRequest } from './graph-request.ts';

/** A call of the app itself, with its own token. */
export interface AppCall {
  /** The app whose token the call came with. */
  readonly app: SimulatedApp;
  readonly request: GraphRequest;
  readonly params: GraphRequest['params'];
}

/** A call in a person's name. */
export interface UserCall extends AppCall {
  readonly person: Person;
  /** The person's id in the app. */
  readonly asid: string;
  readonly token: AccessToken;
}

/** A call for a Page, or for the Instagram account it is linked to. */
export interface PageCall extends UserCall {
  readonly page: Page;
}

/** What a method does at the edge of an object, and who may call it. */
export type Edge = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** The last part of the path. */
  readonly name: string;
} & (
  | { readonly by: 'app'; answer(sim: Simulator, call: AppCall): object | Promise<object> }
  | { readonly by: 'user'; readonly scope?: string; answer(sim: Simulator, call: UserCall): object }
  | {
      readonly by: 'page';
      readonly scope?: string;
      /** What whoever the token belongs to must be allowed to do with the Page. */
      readonly task?: string;
      answer(sim: Simulator, call: PageCall): object | Promise<object>;
    }
  | {
      /** The object is a person: `id` stands first in the path. */
      readonly by: 'anyone';
      answer(sim: Simulator, call: AppCall & { readonly id: string; readonly caller: Caller }): object;
    }
);
