import type { Page } from '../state/world.ts';
import type { Caller } from './caller.ts';
import type { GraphRequest } from './graph-request.ts';

/** Is asked after token and permission were found right and before anything else is looked at; throws to refuse. */
export type Admission = (request: GraphRequest, caller: Caller, page: Page | null) => void;
