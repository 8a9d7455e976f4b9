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

/** Stands between the examples and the server: what they ask about their visits is answered here, everything else is not. */
export function playServer() {
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    return answer(url.pathname, init) ?? ask(input, init);
  };
}

function answer(path, init) {
  if (path === '/v1/stages') return new Response('{"counted":0}', { status: 202, headers: STATUS });
  if (path === '/v1/refs') return new Response(JSON.stringify(visitOf(init.body)), { status: 201, headers: STATUS });
  if (path.endsWith('/events')) return new Response(openStream(init.signal), { headers: STREAM });
  if (path.endsWith('/unlink')) play('arrived');
  if (path.startsWith('/v1/refs/')) return new Response(JSON.stringify(status()), { headers: STATUS });
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
