import { type Assurance, ASSURANCES } from '../../shared/api/account-links.ts';

/** Whether a proof is at least as good as what is asked for; null asks for nothing. */
export function isAsStrong(assurance: Assurance, least: Assurance | null): boolean {
  return least === null || ASSURANCES.indexOf(assurance) >= ASSURANCES.indexOf(least);
}
