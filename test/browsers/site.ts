import { createServer, type IncomingMessage } from 'node:http';
import { listenLocally } from '../browser/listen-locally.ts';

/** The website the checks visit, with the Messenger it links to. */
export interface Site {
  readonly origin: string;
  /** What its Messenger was opened with. */
  readonly opened: string[];
  /** The forms that were sent to it, as addresses. */
  readonly sent: string[];
  /** What the browser reported as against the page's policy: an address, or a word such as `inline`. */
  readonly violations: string[];
  /** What every address answers that has no page of its own. */
  html: string;
  readonly pages: Map<string, string>;
  headers: Readonly<Record<string, string>>;
  /** Runs before everything else on its pages but what listens. */
  before: string;
  /** What its back end answers to whoever asks for a token. */
  token: { readonly status: number; readonly text: string };
  /** Whether no line to it stands. */
  isDown: boolean;
  close(): Promise<void>;
}

/** Runs first on each page: keeps errors and the widget's events, and sends forms as a page does that stays. */
const LISTEN = `window.errors = []; window.heard = [];
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
for (const name of ['open', 'arrived', 'linked', 'error', 'unlinked'])
  addEventListener('messenger-' + name, ({ detail }) => heard.push(detail.code ? name + ' ' + detail.code : name));
addEventListener('submit', (event) => window.isLeft || event.preventDefault());`;

type Answer = readonly [status: number, type: string, text: string, headers?: Readonly<Record<string, string>>];

/**
 * Starts the website: `/m/PAGE` stands for m.me, `/end` and `/token` for its back end, `/reports` takes what a policy refused,
 * `/elsewhere` is a page without the widget.
 */
export async function startSite(): Promise<Site> {
  const server = createServer(async (request, response) => {
    if (site.isDown) return void request.socket.destroy();
    const [status, type, text, headers] = await answer(site, request);
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(text);
  });
  const { origin, close } = await listenLocally(server);
  const site: Site = {
    origin,
    close,
    opened: [],
    sent: [],
    violations: [],
    html: '',
    pages: new Map([['/elsewhere', '<!doctype html><title>Elsewhere</title>']]),
    headers: {},
    before: '',
    token: { status: 200, text: '' },
    isDown: false,
  };
  return site;
}

async function answer(site: Site, request: IncomingMessage): Promise<Answer> {
  const { url = '/' } = request;
  const path = url.replace(/\?.*/, '');
  const page = site.pages.get(path);
  if (page !== undefined) return [200, 'text/html', page];
  if (path.startsWith('/m/')) {
    site.opened.push(url);
    return [200, 'text/html', '<!doctype html><title>Messenger</title>'];
  }
  if (path === '/reports') site.violations.push(await readBlocked(request));
  if (path === '/sent') site.sent.push(url);
  if (path === '/site.js') return [200, 'text/javascript', `${LISTEN}\n${site.before}`];
  if (path === '/token') return [site.token.status, 'text/plain', site.token.text];
  if (['/reports', '/end', '/favicon.ico'].includes(path)) return [204, 'text/plain', ''];
  return [200, 'text/html', site.html, site.headers];
}

async function readBlocked(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const report = JSON.parse(Buffer.concat(pieces).toString()) as { 'csp-report': { 'blocked-uri': string } };
  return report['csp-report']['blocked-uri'];
}
