import { play, playServer, rememberVisit } from './play-server.js';

const RIGHT_TO_LEFT = ['ar', 'he'];
const EXAMPLES = 'messenger-button, messenger-qr, messenger-checkbox, messenger-link-status, messenger-bubble';

/** How the bubble can come: a corner has room for one. */
const BUBBLES = {
  greeting: { greeting: 'May we help?', 'greeting-delay': '0' },
  fade: { greeting: 'May we help?', 'greeting-delay': '0', 'greeting-display': 'fade' },
  hide: { greeting: 'May we help?', 'greeting-display': 'hide' },
  start: { position: 'start' },
  open: { open: '' },
};

const root = document.documentElement;
const controls = document.getElementById('controls');
const entry = new URLSearchParams(location.search).get('entry');
// Taken before the widget's script has run: what a site would write.
const pristine = [...document.querySelectorAll(EXAMPLES)].map((element) => ({
  shown: element,
  own: element.cloneNode(true),
}));

if (entry) await useEntryPoint(entry);
else playServer();
showCode();
void showSnippets();
controls.addEventListener('change', show);
document.querySelector('select[name=bubble]').addEventListener('change', changeBubble);
addEventListener('messenger-consent', ({ detail }) => {
  detail.answer(document.querySelector('select[name=consent]').value === 'yes');
});
show();

/** Shows one of the installation's own entry points instead: what is clicked then is really opened. */
async function useEntryPoint(key) {
  const answer = await fetch(`/v1/entry-points/${encodeURIComponent(key)}/config`);
  const config = await answer.json();
  const mode = document.getElementById('mode');
  if (!answer.ok) {
    mode.textContent = `${config.error.message} ${config.error.hint}`;
    return;
  }
  mode.textContent = `The entry point “${key}” of the Page “${config.pageName}”: what is clicked here is really opened.`;
  controls.elements.state.disabled = true;
  for (const id of ['plugin-example', 'questions', 'questions-example']) document.getElementById(id).hidden = true;
  for (const { own } of pristine) {
    own.removeAttribute('plugin');
    // Here nobody is signed in.
    own.removeAttribute('user-token-url');
    own.setAttribute('entry', key);
    for (const link of own.querySelectorAll('a')) link.href = config.url;
  }
}

function show() {
  const { theme, lang, dir, width, state } = Object.fromEntries(new FormData(controls));
  root.dataset.theme = theme;
  root.dataset.width = width;
  root.dir = dir === 'auto' ? (RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr') : dir;
  document.getElementById('examples').lang = lang;
  if (!entry) playState(state);
  for (const example of pristine) {
    const fresh = example.own.cloneNode(true);
    example.shown.replaceWith(fresh);
    example.shown = fresh;
  }
}

function changeBubble({ target }) {
  const { own } = pristine.find(({ shown }) => shown.localName === 'messenger-bubble');
  for (const name of Object.values(BUBBLES).flatMap(Object.keys)) own.removeAttribute(name);
  for (const [name, value] of Object.entries(BUBBLES[target.value] ?? {})) own.setAttribute(name, value);
  show();
  document.querySelector('#bubble-example pre').textContent = markupOf(document.getElementById('bubble-example'));
}

/** An element that comes into the page follows the visit that the tab remembers: that is how any state is shown here. */
function playState(state) {
  for (const { own } of pristine) {
    const key = own.getAttribute('entry');
    const { always } = own.dataset;
    if (state === 'idle' && !always) sessionStorage.removeItem(`threadtie:${key}`);
    else rememberVisit(key, always);
  }
  play(state);
}

function showCode() {
  for (const figure of document.querySelectorAll('figure')) {
    figure.append(codeBlock(markupOf(figure), 'the markup'));
  }
}

function markupOf(figure) {
  const codes = pristine.filter(({ shown }) => figure.contains(shown)).map(({ own }) => own.outerHTML);
  return asSiteWrites(codes.join('\n'));
}

/** The server writes them, as it does for an entry point. */
async function showSnippets() {
  const answer = await fetch('/demo/snippets.json');
  const { widgetVersion, data } = await answer.json();
  document.getElementById('widget-version').textContent = widgetVersion;
  const box = document.getElementById('snippets');
  for (const { id, title, code, note } of data) {
    const heading = document.createElement('h3');
    const remark = document.createElement('p');
    heading.textContent = title;
    remark.textContent = onThisHost(note ?? '');
    const block = codeBlock(onThisHost(code), title);
    block.dataset.snippet = id;
    box.append(heading, ...(note ? [remark] : []), block);
  }
}

function onThisHost(text) {
  return text.replaceAll('HOST', location.origin);
}

function asSiteWrites(html) {
  return html
    .replaceAll('/demo/messenger?ref=DEMO1', 'https://m.me/PAGE?ref=CODE')
    .replaceAll('/demo/logo.svg', 'LOGO.svg')
    .replaceAll('/demo/disconnect', '/disconnect-messenger')
    .replaceAll('/demo/token', '/messenger-token')
    .replaceAll(/entry="demo-\w+"/g, 'entry="KEY"')
    .replaceAll(/ (class|data-always)="[^"]*"|=""/g, '');
}

function codeBlock(code, name) {
  const block = document.createElement('div');
  const pre = document.createElement('pre');
  const copy = document.createElement('button');
  block.className = 'code';
  pre.textContent = code;
  copy.type = 'button';
  copy.textContent = 'Copy';
  copy.setAttribute('aria-label', `Copy ${name}`);
  copy.addEventListener('click', async () => {
    const done = await navigator.clipboard.writeText(pre.textContent).then(
      () => 'Copied.',
      () => 'The browser did not allow copying: select the text instead.',
    );
    document.getElementById('said').textContent = done;
  });
  block.append(pre, copy);
  return block;
}
