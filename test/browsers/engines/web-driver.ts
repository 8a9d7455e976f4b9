import type { Key, Tab } from './engine.ts';

const KEYS: Readonly<Record<Key, string>> = { Enter: '\uE007', Escape: '\uE00C', Space: ' ', Tab: '\uE004' };
const PAUSE_BETWEEN_KEYS_MS = 20;
const ANSWER_WITHIN_MS = 12_000;

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
    clickAt: (x, y) => post('/actions', clickActions(Math.round(x), Math.round(y))),
    press: (key) => post('/actions', keyActions(KEYS[key])),
    shoot: async () => Buffer.from(await ask<string>('GET', `${at}/screenshot`), 'base64'),
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

function clickActions(x: number, y: number): object {
  const press = { button: 0 };
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
