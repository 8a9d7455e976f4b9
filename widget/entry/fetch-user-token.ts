import type { UserTokenSource } from '../types/elements.d.ts';

export type { UserTokenSource };

const ANSWER_WITHIN_MS = 3000;

/**
 * Answers the visitor's token, or undefined when nobody is signed in.
 * @throws when the source fails, answers after more than three seconds, or the page is left meanwhile.
 */
export async function fetchUserToken(source: UserTokenSource): Promise<string | undefined> {
  const { userToken, userTokenUrl } = source;
  const asked = source.getUserToken ? source.getUserToken() : userTokenUrl ? askPage(userTokenUrl) : userToken;
  return (await Promise.race([asked, tooLate()])) || undefined;
}

/** The mode refuses every other origin, redirects included: cookies and tokens stay on the page's own. */
async function askPage(url: string): Promise<string> {
  const response = await fetch(url, { mode: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const text = (await response.text()).trim();
  return text.startsWith('{') ? (JSON.parse(text) as { token: string }).token : text;
}

/** The visit must be registered before the page is gone, with or without identity. */
function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(new Error('too late'));
    setTimeout(give, ANSWER_WITHIN_MS);
    addEventListener('pagehide', give, { once: true });
  });
}
