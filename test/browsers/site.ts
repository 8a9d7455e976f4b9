import { createServer } from 'node:http';
import { listenLocally } from '../browser/listen-locally.ts';

/** The website the checks visit, with the Messenger it links to. */
export interface Site {
  readonly origin: string;
  /** What its Messenger was opened with. */
  readonly opened: string[];
  /** What the browser reported as against the page's policy: an address, or a word such as `inline`. */
  readonly violations: string[];
  html: string;
  headers: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Runs first on each page: keeps errors and the widget's events, and sends forms as a page does that stays. */
const SCRIPT = `window.errors = []; window.heard = [];
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
for (const name of ['open', 'arrived', 'linked', 'error', 'unlinked'])
  addEventListener('messenger-' + name, () => heard.push(name));
addEventListener('submit', (event) => event.preventDefault());`;

/** Starts the website: `/m/PAGE` stands for m.me, `/end` for its back end, `/reports` takes what a policy refused. */
export async function startSite(): Promise<Site> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const say = (type: string, text: string, headers = {}) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(text);
    if (path === '/reports') {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      site.violations.push(readBlocked(Buffer.concat(pieces).toString()));
      response.writeHead(204).end();
    } else if (path.startsWith('/m/')) {
      site.opened.push(path);
      say('text/html', '<!doctype html><title>Messenger</title>');
    } else if (path === '/site.js') say('text/javascript', SCRIPT);
    else if (path === '/end' || path === '/favicon.ico') response.writeHead(204).end();
    else say('text/html', site.html, site.headers);
  });
  const { origin, close } = await listenLocally(server);
  const site: Site = { origin, close, opened: [], violations: [], html: '', headers: {} };
  return site;
}

function readBlocked(report: string): string {
  return (JSON.parse(report) as { 'csp-report': { 'blocked-uri': string } })['csp-report']['blocked-uri'];
}
