const PATH = /^\/messenger_platform\/account_linking\/?$/;
const PLATFORM_ORIGINS: readonly string[] = [
  'https://facebook.com',
  'https://www.facebook.com',
  'https://messenger.com',
  'https://www.messenger.com',
];
const LONGEST = 4096;

/**
 * The address that Messenger wants the browser back at, or null for one that is not Messenger's: it would carry a code to
 * whoever wrote it. Origin and path are compared whole, after the URL was parsed as browsers do it.
 * @param moreOrigins that the operator allows beside the platform's own
 */
export function checkRedirectUri(text: string, moreOrigins: readonly string[] = []): URL | null {
  // Browsers drop tabs and line ends and turn backslashes: an address that needs it comes from nobody honest.
  if (text.length > LONGEST || !/^[\x21-\x5b\x5d-\x7e]+$/.test(text)) return null;
  const url = URL.parse(text);
  if (!url || url.username !== '' || url.password !== '' || /^[^/?#]*\/\/[^/?#]*@/.test(text)) return null;
  const isAllowed = PLATFORM_ORIGINS.includes(url.origin) || moreOrigins.includes(url.origin);
  const isOpen = url.hash === '' && !url.searchParams.has('authorization_code');
  return isAllowed && isOpen && PATH.test(url.pathname) && PATH.test(rawPath(text)) ? url : null;
}

/** The path as it was written: dots and escapes in it lead to the right place, but nobody honest writes them. */
function rawPath(text: string): string {
  return /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(text)?.[1] ?? '';
}
