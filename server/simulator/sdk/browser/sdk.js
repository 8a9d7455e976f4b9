// Stands for the platform's script: the same names, the same order of things, frames of the simulator's own.
(() => {
  if (window.FB) return;
  const base = new URL('../', document.currentScript.src);
  const KINDS = {
    'fb-send-to-messenger': 'send_to_messenger',
    'fb-messengermessageus': 'messengermessageus',
    'fb-messenger-checkbox': 'messenger_checkbox',
  };
  const listeners = new Map();
  const frames = new Map();
  let options = {};

  function attribute(element, name) {
    const spellings = [name, `data-${name}`, name.replaceAll('_', '-'), `data-${name.replaceAll('_', '-')}`];
    for (const spelling of spellings) if (element.hasAttribute(spelling)) return element.getAttribute(spelling);
    return null;
  }

  function addressOf(element, plugin) {
    const url = new URL('frame', base);
    const values = {
      plugin,
      origin: location.origin,
      app_id: attribute(element, 'messenger_app_id') ?? options.appId,
      ref: element.dataset.ref ?? attribute(element, 'ref'),
    };
    for (const name of ['page_id', 'user_ref', 'cta_text', 'allow_login', 'enforce_login']) {
      values[name] = attribute(element, name);
    }
    for (const [name, value] of Object.entries(values)) if (value !== null) url.searchParams.set(name, value);
    return url.href;
  }

  function show(element, plugin) {
    if (element.hasAttribute('fb-xfbml-state')) return;
    element.setAttribute('fb-xfbml-state', 'parsed');
    const frame = document.createElement('iframe');
    frame.title = 'Messenger';
    frame.width = '280';
    frame.height = '70';
    frame.frameBorder = '0';
    frame.src = addressOf(element, plugin);
    element.append(frame);
    frames.set(frame, { element, plugin });
  }

  function parse(root = document, done = undefined) {
    for (const plugin of Object.keys(KINDS)) {
      for (const element of root.querySelectorAll(`.${plugin}`)) show(element, plugin);
    }
    done?.();
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (origin !== base.origin || !data?.plugin) return;
    for (const [frame, { element, plugin }] of frames) {
      if (frame.contentWindow !== source) continue;
      if (data.plugin.event === 'rendered') element.setAttribute('fb-xfbml-state', 'rendered');
      for (const listener of listeners.get(KINDS[plugin]) ?? []) listener(data.plugin);
    }
  });

  window.FB = {
    init(given) {
      options = given;
      if (given.xfbml) parse();
    },
    XFBML: { parse },
    Event: {
      subscribe: (name, listener) => void listeners.set(name, [...(listeners.get(name) ?? []), listener]),
      unsubscribe: (name, listener) =>
        void listeners.set(
          name,
          (listeners.get(name) ?? []).filter((each) => each !== listener),
        ),
    },
    AppEvents: {
      logEvent(name, _value, parameters) {
        if (name !== 'MessengerCheckboxUserConfirmation') return;
        fetch(new URL('confirm', base), { method: 'POST', body: JSON.stringify(parameters), keepalive: true });
      },
    },
  };
  window.fbAsyncInit?.();
})();
