const STATUS = { 'content-type': 'application/json' };
const STREAM = { 'content-type': 'text/event-stream' };

let state = 'waiting';
const streams = new Set();

/** What a visit can be asked, by the name under which it is played. */
const QUESTIONS = {
  match: { kind: 'match', number: 42 },
  'confirm-on-site': { kind: 'confirm-on-site', person: 'Ada L.' },
  unnamed: { kind: 'confirm-on-site', person: '' },
  'confirm-in-thread': { kind: 'confirm-in-thread' },
  code: { kind: 'code', person: 'Ada L.', thread: false, site: false },
  'window-closed': { kind: 'waiting', reason: 'window_closed', message: '' },
  'page-unhealthy': { kind: 'waiting', reason: 'page_unhealthy', message: '' },
};

/** Visits that stay in one state, by their id. */
const always = new Map();

/** Says where every visit of the examples stands. */
export function play(wanted) {
  state = wanted;
  for (const tell of streams) tell();
}

/**
 * What a tab remembers of a visit of this entry point, so that its elements show the state that is played.
 * @param stays the state in which this one is whatever is played, until it was answered
 */
export function rememberVisit(entry, stays) {
  const id = stays ? `ref_${entry}` : 'ref_demo';
  if (stays) always.set(id, stays);
  sessionStorage.setItem(`threadtie:${entry}`, JSON.stringify({ ...visitOf(), id }));
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
  if (path === '/v1/link-codes') return json(codeOf(), 201);
  if (path === '/demo/token') return new Response('demo');
  if (path === '/v1/takeover') {
    const variant = searchParams.get('variant') ?? 'button';
    return json({ entry: `demo-old-${variant}`, ...configOf(variant) });
  }
  if (/^\/v1\/entry-points\/demo-[^/]+\/config$/.test(path))
    return json({ key: path.split('/')[3], ...configOf('button') });
  if (path === '/demo/disconnect') return json({});
  const id = path.split('/')[3];
  if (path.endsWith('/events')) return new Response(openStream(id, init.signal), { headers: STREAM });
  if (path.endsWith('/unlink')) play('arrived');
  if (path.endsWith('/confirm')) settle(id, JSON.parse(init.body).answer);
  if (path.startsWith('/v1/refs/')) return json(status(id));
  return null;
}

function visitOf(body = '{}') {
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  const { ref = 'DEMO1' } = JSON.parse(body);
  return { id: 'ref_demo', ref, url: '', watchSecret: 'demo', expiresAt, identity: noIdentity() };
}

/** A code that nobody can type anywhere: until somebody does, nothing has happened to its visit. */
function codeOf() {
  const url = `${location.origin}/demo/messenger?ref=DEMO1_CDFGHJKM`;
  always.set('ref_code', 'waiting');
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  return { id: 'ref_code', code: 'CDFG-HJKM', url, watchSecret: 'demo', expiresAt };
}

/** What comes of an answer: of a code's question the other half is still to be given. */
function settle(id, answer) {
  const asked = QUESTIONS[stateOf(id)];
  const next = answer === 'not_me' ? 'refused' : asked?.kind === 'code' ? 'confirm-in-thread' : 'linked';
  if (always.has(id)) always.set(id, next);
  else play(next);
  for (const tell of streams) tell();
}

function stateOf(id) {
  return always.get(id) ?? state;
}

function noIdentity() {
  return { status: 'none', code: null, message: null };
}

function status(id) {
  const visit = { ...visitOf(), id, entryPoint: 'demo', account: { label: 'a***@shop.example' } };
  const played = stateOf(id);
  const stages = played === 'linked' ? [{ stage: 'linked', at: new Date().toISOString(), reason: null }] : [];
  const asked = QUESTIONS[played];
  const question = asked ? { ...asked, expiresAt: visit.expiresAt } : null;
  return { ...visit, state: asked ? 'asked' : played, question, stages };
}

function openStream(id, signal) {
  return new ReadableStream({
    start(controller) {
      const tell = () => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(status(id))}\n\n`));
      streams.add(tell);
      signal?.addEventListener('abort', () => streams.delete(tell));
      tell();
    },
  });
}
