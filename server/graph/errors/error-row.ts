import type { ProblemCode } from '../../../shared/api/pages.ts';
import type { ErrorScope, GraphVerdict } from '../graph-error.ts';

/** What one error of the platform means for us. */
export interface ErrorRow {
  readonly code: number;
  /** null: the code alone, and every subcode of it that has no row. */
  readonly subcode: number | null;
  readonly verdict: GraphVerdict;
  /** What is wrong with the token, a permission, the Page or the app, if the error says so. */
  readonly problem: ProblemCode | null;
  /** How far the problem reaches; left out: the whole Page. */
  readonly scope?: Exclude<ErrorScope, 'page'>;
  /** For the person who must act: what is the matter, who can mend it, and where. */
  readonly sentence: string;
  /** Whose calls have to wait: all of the app, or those of the one Page. */
  readonly holds?: 'app' | 'page';
  /** The code stands for so much that a transient error or a status of 5xx says more. */
  readonly isWide?: true;
  /** The call may have taken effect in spite of the error. */
  readonly isAmbiguous?: true;
}
