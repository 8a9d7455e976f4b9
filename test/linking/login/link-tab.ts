/** A page as a browser without scripts has it. */
export interface ShownPage {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Where the answer redirects to, when it does. */
  readonly location: string | null;
  /** Where the page goes on to by itself. */
  readonly goesTo: string | null;
  /** Its forms: where each goes, and what it carries. */
  readonly forms: readonly { readonly action: string; readonly fields: Record<string, string> }[];
}

/** A browser on the linking pages: it keeps their cookie, and gives it only where a real one would. */
export interface Tab {
  readonly cookies: Map<string, string>;
  open(url: string): Promise<ShownPage>;
  /** Sends the form of the page that goes there, with what else is to be in it. */
  send(page: ShownPage, action: string, more?: Record<string, string>): Promise<ShownPage>;
  /** Sends a form from another site: cookies that are SameSite stay at home. */
  sendFromElsewhere(url: string, fields: Record<string, string>): Promise<ShownPage>;
}

let tabs = 0;

/** Opens a browser that nobody has used, at an address of its own. */
export function newTab(base: string, headers: Record<string, string> = {}): Tab {
  const address = `192.0.2.${++tabs % 250}`;
  const cookies = new Map<string, string>();
  const call = async (url: string, init: RequestInit = {}, isOwn = true): Promise<ShownPage> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(url, base), {
      redirect: 'manual',
      ...init,
      headers: {
        'user-agent': 'a browser of the tests',
        'x-forwarded-for': address,
        ...headers,
        ...(isOwn && cookie ? { cookie } : {}),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return read(answer, await answer.text());
  };
  const post = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });
  return {
    cookies,
    open: (url) => call(url),
    send: (page, action, more = {}) => {
      const form = page.forms.find((one) => one.action.endsWith(action));
      if (!form) throw new Error(`The page has no form that goes to ${action}: ${page.html}`);
      return call(form.action, post({ ...form.fields, ...more }));
    },
    sendFromElsewhere: (url, fields) => call(url, post(fields), false),
  };
}

function read(answer: Response, html: string): ShownPage {
  return {
    status: answer.status,
    html,
    headers: answer.headers,
    location: answer.headers.get('location'),
    goesTo: plain(/http-equiv="refresh" content="0;url=([^"]*)"/.exec(html)?.[1]) ?? null,
    forms: [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].map(
      ([, action = '', inside = '']) => ({
        action: plain(action) ?? '',
        fields: Object.fromEntries(
          [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
            name,
            plain(value) ?? '',
          ]),
        ),
      }),
    ),
  };
}

function plain(text: string | undefined): string | undefined {
  return text?.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}
