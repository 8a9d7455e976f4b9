import { CODE_PATTERN } from '../../shared/ref.ts';

const REF_PARAMETER = /([?&]ref=)([^&#]*)/;

/** Answers the entry point's code in a link's `ref` parameter, bare or in a visit's ref, or null when there is none. */
export function codeOfLink(href: string): string | null {
  const code = REF_PARAMETER.exec(href)?.[2]?.split('_')[0];
  return code && CODE_PATTERN.test(code) ? code : null;
}

/** Answers the same link with another `ref`, everything else byte for byte as the site wrote it. */
export function linkWithRef(href: string, ref: string): string {
  return href.replace(REF_PARAMETER, (_, name: string) => name + ref);
}
