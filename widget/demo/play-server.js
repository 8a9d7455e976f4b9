const STATUS = { 'content-type': 'application/json' };
const STREAM = { 'content-type': 'text/event-stream' };

let state = 'waiting';
const streams = new Set();

/** Says where every visit of the examples stands. */
export function play(wanted) {
  state = wanted;
  for (const tell of streams) tell();
}

/** What a tab remembers of a visit of this entry point, so that its elements show the state that is played. */
export function rememberVisit(entry) {
  sessionStorage.setItem(`threadtie:${entry}`, JSON.stringify(visitOf()));
}

/** What the server says of the entry points of the examples; the plugin's script stands on this page already. */
function configOf(variant) {
  const plugin = { appId: 'APP', pageId: 'PAGE', sdkUrl: `${location.origin}/demo`, version: 'v25.0' };
  const look = { accent: null, onAccent: null, size: null, color: null };
  const url = '/demo/messenger?ref=DEMO1';
  return {
    variant,
    label: null,
    url,
    status: 'active',
    platform: 'messenger',
    pageId: 'PAGE',
    pageName: 'Demo',
    look,
    plugin,
  };
}

function json(body, status = 200) {
  return new Response(JSON.stringify(body), { status, headers: STATUS });
}

/** Stands between the examples and the server: what they ask about their visits is answered here, everything else is not. */
export function playServer() {
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    return answer(url, init) ?? ask(input, init);
  };
}

function answer({ pathname: path, searchParams }, init) {
  if (path === '/v1/stages') return json({ counted: 0 }, 202);
  if (path === '/v1/refs') return json(visitOf(init.body), 201);
  if (path === '/v1/takeover') {
    const variant = searchParams.get('variant') ?? 'button';
    return json({ entry: `demo-old-${variant}`, ...configOf(variant) });
  }
  if (/^\/v1\/entry-points\/demo-[^/]+\/config$/.test(path))
    return json({ key: path.split('/')[3], ...configOf('button') });
  if (path === '/demo/disconnect') return json({});
  if (path.endsWith('/events')) return new Response(openStream(init.signal), { headers: STREAM });
  if (path.endsWith('/unlink')) play('arrived');
  if (path.startsWith('/v1/refs/')) return json(status());
  return null;
}

function visitOf(body = '{}') {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const { ref = 'DEMO1' } = JSON.parse(body);
  return { id: 'ref_demo', ref, url: '', watchSecret: 'demo', expiresAt, identity: noIdentity() };
}

function noIdentity() {
  return { status: 'none', code: null, message: null };
}

function status() {
  const stages = state === 'linked' ? [{ stage: 'linked', at: new Date().toISOString(), reason: null }] : [];
  return { ...visitOf(), entryPoint: 'demo', state, account: { label: 'a***@shop.example' }, stages };
}

function openStream(signal) {
  return new ReadableStream({
    start(controller) {
      const tell = () => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(status())}\n\n`));
      streams.add(tell);
      signal?.addEventListener('abort', () => streams.delete(tell));
      tell();
    },
  });
}
