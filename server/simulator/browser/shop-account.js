// Looks again every two seconds while the page is visible, so that a new connection shows without a reload.
const EVERY_MS = 2000;

setInterval(async () => {
  if (document.hidden) return;
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('connection');
  const shown = document.getElementById('connection');
  if (!fresh || fresh.innerHTML === shown.innerHTML) return;
  shown.dataset.state = fresh.dataset.state;
  shown.replaceChildren(...fresh.childNodes);
}, EVERY_MS);
