// Runs in a plugin's frame: tells the page what happens here. What a tap means is the server's to say.
const { origin } = document.body.dataset;

function tell(event) {
  parent.postMessage({ plugin: event }, origin);
}

const query = new URLSearchParams(location.search);
const isBox = query.get('plugin') === 'fb-messenger-checkbox';
const ref = query.get('ref') || null;
tell({ event: 'rendered', ref, is_after_optin: false, ...(isBox && { user_ref: query.get('user_ref') }) });

document.addEventListener('click', async (event) => {
  const act = event.target.dataset.act;
  if (!act) return;
  const response = await fetch('/sdk/tap', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ address: location.href, act }),
  });
  const { events } = await response.json();
  events.forEach(tell);
});
