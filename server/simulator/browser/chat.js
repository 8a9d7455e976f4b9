// Keeps the phone up to date and sends messages without leaving the page. Without this script everything is a form.
const stage = document.querySelector('[data-live]');
const source = new EventSource(stage.dataset.live);
let loading = Promise.resolve();

source.addEventListener('changed', refresh);
source.addEventListener('ready', refresh);

/** Fetches this page again, one time after the other, and takes over the parts that may change. */
function refresh() {
  loading = loading.then(load, load);
  return loading;
}

async function load() {
  const response = await fetch(location.href);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-refresh]')) takeOver(part, fresh.getElementById(part.id));
  const composer = document.getElementById('composer');
  const freshComposer = fresh.getElementById('composer');
  // What somebody is typing stays: the composer changes only when the thread opens or is forgotten.
  if (composer.dataset.refreshWhen !== freshComposer.dataset.refreshWhen) composer.replaceWith(freshComposer);
}

function takeOver(part, fresh) {
  if (!fresh || part.innerHTML === fresh.innerHTML) return;
  const open = [...part.querySelectorAll('details[open][id]')].map((menu) => menu.id);
  part.replaceChildren(...fresh.childNodes);
  // A menu somebody has open stays open when something else changes.
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('.composer')) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  // The answer or edit that the address named is done.
  history.replaceState(null, '', stage.dataset.home);
  form.reset();
  form.elements.text.value = '';
  fetch(form.action, { method: 'POST', body }).then(refresh);
});
