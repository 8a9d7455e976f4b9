import { createServer, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { reservedSpace } from '../../server/entry-points/snippets/reserved-space.ts';
import { buildWidget } from '../../widget/build.ts';
import { listenLocally } from './listen-locally.ts';

/** The same page four times: without a script, with ours (gzip and as it is), and with an SDK that has to come before any button. */
export type SpeedVariant = 'none' | 'widget' | 'plain' | 'sdk';

/** What one load of a page cost. */
export interface PageLoad {
  /** When there was something to click, in milliseconds after the navigation began; the plain link counts. */
  readonly linkMs: number;
  /** When the button was there as it stays. */
  readonly buttonMs: number;
  /** Scripts, styles and layout on the main thread, without what else the browser does. */
  readonly mainThreadMs: number;
  /** The processor's time in tasks of the main thread in which the variant's script ran, all of them and the longest. */
  readonly scriptTasksMs: number;
  readonly longestTaskMs: number;
  readonly layoutShift: number;
}

/** A site that serves the four pages. */
export interface SpeedSite {
  load(browser: Browser, variant: SpeedVariant): Promise<PageLoad>;
  close(): Promise<void>;
}

/** How much the stand-in weighs on the wire; nothing in it runs but one function. */
export const SDK_BYTES = 90_000;
/** The browser's own preset "Slow 4G", and a processor a quarter as fast. */
export const THROTTLE = { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375, cpu: 4 } as const;
const SETTLE_MS = 1200;
const TRACED = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
const PARAGRAPHS = 60;

const STYLE = `${reservedSpace('button')} #place { min-height: 44px }`;
const LINK = '<a href="https://m.me/1067?ref=SPRING1">Message us</a>';
const BUTTON = `<messenger-button entry="spring-sale">${LINK}</messenger-button>`;

const MARKUP: Readonly<Record<SpeedVariant, readonly [place: string, script: string]>> = {
  none: [LINK, ''],
  widget: [BUTTON, '<script async src="/widget.js"></script>'],
  plain: [BUTTON, '<script async src="/plain/widget.js"></script>'],
  sdk: ['', '<script async src="/sdk.js"></script>'],
};

/** Starts the site. */
export async function startSpeedSite(): Promise<SpeedSite> {
  const files = new Map((await buildWidget()).map(({ file, path }) => [file, readFileSync(path)]));
  const sdk = makeSdk();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = files.get(path.replace(/^.*\//, ''));
    if (path === '/sdk.js') sendScript(response, sdk);
    else if (file && path.startsWith('/plain/')) sendScript(response, file);
    else if (file) sendScript(response, gzipSync(file, { level: 9 }), { 'content-encoding': 'gzip' });
    else if (path.includes('?variant=')) response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf(path));
    else request.resume().on('end', () => response.writeHead(204).end());
  });
  const { origin, close } = await listenLocally(server);
  return { close, load: (browser, variant) => loadOnce(browser, `${origin}/?variant=${variant}`) };
}

function sendScript(response: ServerResponse, body: Buffer, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'text/javascript', ...headers }).end(body);
}

function pageOf(path: string): string {
  const [place, script] = MARKUP[path.replace(/^.*=/, '') as SpeedVariant];
  const text = '<p>A kettle of cast iron, for a table of six, with a lid that stays on when it pours.</p>'.repeat(
    PARAGRAPHS,
  );
  return `<!doctype html><html lang="en"><title>Shop</title><style>${STYLE}</style>${script}<h1>Shop</h1>
    <div id="place">${place}</div>${text}</html>`;
}

/** Functions that nobody calls, of the shape a minifier leaves, and one that shows a button. */
function makeSdk(): Buffer {
  const show = `document.getElementById('place').innerHTML='${LINK}';document.getElementById('place').dataset.ready='';`;
  const start = `addEventListener('DOMContentLoaded',s);if(document.readyState!='loading')s();function s(){${show}}`;
  let code = '';
  for (let at = 0; code.length + start.length < SDK_BYTES; at++) {
    code += `function f${at}(a,b){var c={};for(var d in a)if(b(a[d],"k${at}"))c[d]=a[d]+${at};return c}\n`;
  }
  return Buffer.from((code + start).slice(-SDK_BYTES).replace(/^[^\n]*\n/, ''));
}

/** Notes inside the page when there was something to click, and what moved. */
function observe(variant: string): void {
  const seen = { link: 0, button: 0, shift: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const button = { none: '#place a', sdk: '#place[data-ready] a' }[variant] ?? 'messenger-button[state] a';
  const look = () => {
    seen.link ||= document.querySelector('#place a') ? performance.now() : 0;
    seen.button ||= document.querySelector(button) ? performance.now() : 0;
    if (seen.button) watch.disconnect();
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { childList: true, subtree: true, attributes: true });
}

async function loadOnce(browser: Browser, url: string): Promise<PageLoad> {
  const context = await browser.newContext({ locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.addInitScript(observe, new URL(url).searchParams.get('variant') ?? '');
    const session = await throttle(page);
    await browser.startTracing(page, { categories: TRACED });
    await page.goto(url);
    await page.waitForFunction('seen.button > 0');
    await page.waitForTimeout(SETTLE_MS);
    const tasks = tasksOfScripts(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
    const seen = await page.evaluate<{ link: number; button: number; shift: number }>('seen');
    return {
      linkMs: seen.link,
      buttonMs: seen.button,
      mainThreadMs: 1000 * (seconds('ScriptDuration') + seconds('LayoutDuration') + seconds('RecalcStyleDuration')),
      scriptTasksMs: tasks.reduce((sum, ms) => sum + ms, 0),
      longestTaskMs: Math.max(0, ...tasks),
      layoutShift: seen.shift,
    };
  } finally {
    await context.close();
  }
}

async function throttle(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { ...THROTTLE, offline: false });
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE.cpu });
  // The thread's own time: what else runs on the machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** What the thread itself had of the processor meanwhile. */
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

/** The tasks of the main thread in which a script with an address of its own ran, in milliseconds of the processor's. */
function tasksOfScripts(events: readonly Traced[]): number[] {
  const ran = events.filter(
    ({ name, args }) => /^(EvaluateScript|FunctionCall)$/.test(name) && /\.m?js$/.test(args?.data?.url ?? ''),
  );
  const holds = (task: Traced, one: Traced): boolean =>
    task.pid === one.pid && task.tid === one.tid && task.ts <= one.ts && task.ts + (task.dur ?? 0) >= one.ts;
  const tasks = events.filter((event) => event.name === 'RunTask' && ran.some((one) => holds(event, one)));
  return tasks.map(({ tdur = 0 }) => tdur / 1000);
}
