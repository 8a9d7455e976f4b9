import type { Stage } from '../stage.ts';

/** A rule that holds in every browser; it throws where it does not, and NotAvailable where it cannot be tried. */
export interface Check {
  readonly rule: string;
  run(stage: Stage): Promise<void>;
}
