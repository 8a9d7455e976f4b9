import type { Clock } from '../../base/clock.ts';
import type { Config } from '../../config.ts';
import type { ApiClient } from '../api-client.ts';

/** The set-up that is looked at, and by what means. */
export interface Patient {
  /** Where the server is, without a slash at the end. */
  readonly url: string;
  /** null: no key was given. */
  readonly client: ApiClient | null;
  /** What the environment here says; null where that is another machine's server or cannot be read. */
  readonly config: Config | null;
  readonly metricsToken: string | undefined;
  readonly clock: Clock;
  /** The Page to look at alone; null for all. */
  readonly pageId: string | null;
  /** false: what was found when the Pages were last looked at is enough. */
  readonly looksAnew: boolean;
}

/** A set-up whose API can be asked. */
export type OpenPatient = Patient & { readonly client: ApiClient };
