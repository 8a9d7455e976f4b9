import { PAGE_ID } from '../support/server.ts';

/** Markup of Meta's plugins as it stands on old pages. */
export const OLD_MARKUP = {
  send: `<div class="fb-send-to-messenger" messenger_app_id="7300" page_id="${PAGE_ID}" data-ref="order-55"></div>`,
  chat: `<div class="fb-customerchat" page_id="${PAGE_ID}" logged_out_greeting="Hello!"></div>`,
  checkbox: `<form><div class="fb-messenger-checkbox" origin="https://shop.example" page_id="${PAGE_ID}"
    messenger_app_id="7300" user_ref="render-1" data-ref="order-60"></div></form>`,
} as const;

/**
 * The quick start as Meta printed it, with listeners of the page that keep what they hear in `heard`; the statements that name
 * the script are the only thing swapped.
 */
export const quickStart = (script: string, options = 'xfbml: true,') => `<script>
  window.heard = [];
  window.fbAsyncInit = function() {
    FB.init({ appId: '7300', autoLogAppEvents: true, ${options} version: 'v18.0' });
    FB.AppEvents.logPageView();
    FB.getLoginStatus(function(answer) { heard.push(answer.status); });
    FB.Event.subscribe('messenger_checkbox', function(it) { heard.push([it.event, it.state, it.user_ref].join(' ')); });
    var names = 'send_to_messenger xfbml.render customerchat.load customerchat.show customerchat.hide';
    (names + ' customerchat.dialogShow customerchat.dialogHide').split(' ').forEach(function(name) {
      FB.Event.subscribe(name, function(event) { heard.push(event ? event.event + ' ' + event.ref + ' ' + event.is_after_optin : name); });
    });
  };
  (function(d, s, id) {
    var js, fjs = d.getElementsByTagName(s)[0];
    if (d.getElementById(id)) { return; }
    js = d.createElement(s); js.id = id; ${script}
    fjs.parentNode.insertBefore(js, fjs);
  }(document, 'script', 'facebook-jssdk'));
</script>`;

/** The quick start's statements that name our script, on a server at this address. */
export const ourScript = (server: string) => `js.src = '${server}/widget.js'; js.setAttribute('data-takeover', '');`;

/** Those that name Meta's. */
export const METAS_SCRIPT = `js.src = 'https://connect.facebook.net/en_US/sdk.js';`;

/** What a React wrapper does when it is mounted: its markup as a string, and then the snippet, unless its script is there. */
export const REACT_MOUNT = `(() => {
  const root = document.createElement('div');
  root.innerHTML = '<div\\n class="fb-send-to-messenger"\\n page_id="${PAGE_ID}"\\n messenger_app_id="7300"\\n color="blue"\\n size="large"\\n enforce_login="false"\\n data-ref="order-58"\\n cta_text="SEND_ME_UPDATES"\\n></div>';
  document.querySelector('main').append(root);
  window.heard = [];
  window.fbAsyncInit = () => {
    window.FB.init({ appId: '7300', xfbml: true, version: 'v2.11' });
    window.FB.Event.subscribe('send_to_messenger', ({ event, ref }) => heard.push(event + ' ' + ref));
  };
  if (document.getElementById('facebook-jssdk')) return;
  const js = document.createElement('script');
  js.id = 'facebook-jssdk';
  ${METAS_SCRIPT}
  document.head.append(js);
})()`;
