/*
 * A stand-in for Meta's script, so that the example of the plugin can be tried: it draws a control of its own and tells what
 * Meta's tells. Nothing of Meta's is in it, and nothing leaves this page. With an entry point of yours it keeps away.
 */
const NAMES = { 'fb-send-to-messenger': 'send_to_messenger', 'fb-messenger-checkbox': 'messenger_checkbox' };
const RENDERS_AFTER_MS = 300;
const listeners = new Map(Object.values(NAMES).map((name) => [name, new Set()]));

function tell(box, event, more = {}) {
  const ref = box.getAttribute('data-ref');
  const user_ref = box.getAttribute('user_ref');
  for (const listener of listeners.get(NAMES[box.className]) ?? []) listener({ event, ref, user_ref, ...more });
}

function drawButton(box) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Send to Messenger (stand-in)';
  button.addEventListener('click', () => tell(box, 'opt_in'));
  return button;
}

function drawCheckbox(box) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'checkbox';
  input.addEventListener('change', () => tell(box, 'checkbox', { state: input.checked ? 'checked' : 'unchecked' }));
  label.append(input, ' Send to Messenger (stand-in)');
  return label;
}

if (!new URLSearchParams(location.search).has('entry')) {
  window.FB = {
    init() {},
    AppEvents: { logEvent() {} },
    Event: {
      subscribe: (name, listener) => listeners.get(name)?.add(listener),
      unsubscribe: (name, listener) => listeners.get(name)?.delete(listener),
    },
    XFBML: {
      parse(root) {
        for (const box of root.querySelectorAll(Object.keys(NAMES).map((name) => `.${name}:empty`))) {
          box.append(box.className === 'fb-send-to-messenger' ? drawButton(box) : drawCheckbox(box));
          setTimeout(tell, RENDERS_AFTER_MS, box, 'rendered');
        }
      },
    },
  };
}
