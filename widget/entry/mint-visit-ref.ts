import { VISIT_SECRET_LENGTH } from '../../shared/ref.ts';

/** Mints `<code>_<128 random bits as base64url>`: the ref of one visit, which nobody can guess. */
export function mintVisitRef(code: string): string {
  const bits = crypto.getRandomValues(new Uint8Array(16));
  const base64 = btoa(String.fromCharCode(...bits)).slice(0, VISIT_SECRET_LENGTH);
  return `${code}_${base64.replace(/\W/g, (character) => (character === '+' ? '-' : '_'))}`;
}
