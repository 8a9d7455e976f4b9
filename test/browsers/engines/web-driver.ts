import { clickOn } from './click-on.ts';
import type { Key, Tab } from './engine.ts';
import { NotAvailable } from './not-available.ts';

const KEYS: Readonly<Record<Key, string>> = { Enter: '\uE007', Escape: '\uE00C', Space: ' ', Tab: '\uE004' };
const PAUSE_BETWEEN_KEYS_MS = 20;
/** Longer than whoever drives a tab waits: only a session that does not begin or end is left to this. */
const ANSWER_WITHIN_MS = 20_000;
const BUTTONS = { left: 0, middle: 1 } as const;

/** Opens a browser by the WebDriver protocol, spoken at this address; its first tab, and its version. */
export async function openSession(driver: string, capabilities: object): Promise<Tab & { readonly version: string }> {
  const body = { capabilities: { alwaysMatch: capabilities } };
  const session = await ask<Session>('POST', `${driver}/session`, body);
  const at = `${driver}/session/${session.sessionId}`;
  const post = <T>(path: string, body: object) => ask<T>('POST', `${at}${path}`, body);
  const home = await ask<string>('GET', `${at}/window`);
  return {
    version: session.capabilities.browserVersion,
    open: (url) => post('/url', { url }),
    read: (expression) => post('/execute/sync', { script: `return (${expression})`, args: [] }),
    clickAt: (x, y, button = 'left') => post('/actions', clickActions(Math.round(x), Math.round(y), BUTTONS[button])),
    press: (key) => post('/actions', keyActions(KEYS[key])),
    async clickInFrame(selector) {
      await post('/frame', { id: 0 });
      await post('/execute/sync', { script: clickOn(selector), args: [] });
      await post('/frame', { id: null });
    },
    emulate: () => Promise.reject(new NotAvailable('WebDriver has no command that pretends another medium')),
    async closeOthers() {
      for (const handle of await ask<string[]>('GET', `${at}/window/handles`)) {
        if (handle === home) continue;
        await post('/window', { handle });
        await ask('DELETE', `${at}/window`);
      }
      await post('/window', { handle: home });
    },
    close: () => ask('DELETE', at),
  };
}

interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

function clickActions(x: number, y: number, button: number): object {
  const press = { button };
  const actions = [
    { type: 'pointerMove', origin: 'viewport', duration: 0, x, y },
    { type: 'pointerDown', ...press },
    { type: 'pointerUp', ...press },
  ];
  return { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] };
}

function keyActions(value: string): object {
  const actions = [
    { type: 'keyDown', value },
    { type: 'pause', duration: PAUSE_BETWEEN_KEYS_MS },
    { type: 'keyUp', value },
  ];
  return { actions: [{ type: 'key', id: 'keyboard', actions }] };
}

async function ask<T>(method: string, url: string, body?: object): Promise<T> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const response = await fetch(url, { method, signal, ...(body && { body: JSON.stringify(body) }) }).catch((error) => {
    throw new Error(`WebDriver, ${method} ${new URL(url).pathname}: ${error}`);
  });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`WebDriver, ${method} ${new URL(url).pathname}: ${value.error} ${value.message}`);
  return value;
}
