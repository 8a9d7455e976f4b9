import assert from 'node:assert/strict';
import { PAGE_ID } from '../../support/server.ts';
import { onOldSite, visitOldSite } from '../on-old-site.ts';
import type { OldSite } from '../grounds.ts';
import type { Check } from './check.ts';

const SEND = `<div class="fb-send-to-messenger" messenger_app_id="7300" page_id="${PAGE_ID}" data-ref="order-55"></div>`;
const CHAT = `<div class="fb-customerchat" page_id="${PAGE_ID}" logged_out_greeting="Hello!"></div>`;
const FORM = `<form><div class="fb-messenger-checkbox" origin="https://shop.example" page_id="${PAGE_ID}"
  messenger_app_id="7300" user_ref="render-1" data-ref="order-60"></div></form>`;
const EVENTS =
  'send_to_messenger xfbml.render customerchat.load customerchat.show customerchat.hide customerchat.dialogShow customerchat.dialogHide';
const has = (said: string) => `heard.includes(${JSON.stringify(said)})`;

/** The quick start as Meta printed it, with the page's listeners; only the tag that it writes is ours. */
const quickStart = (old: OldSite, options = 'xfbml: true,') => `<script>
  window.heard = [];
  window.fbAsyncInit = function() {
    FB.init({ appId: '7300', autoLogAppEvents: true, ${options} version: 'v18.0' });
    FB.AppEvents.logPageView();
    FB.getLoginStatus(function(answer) { heard.push(answer.status); });
    FB.Event.subscribe('messenger_checkbox', function(it) { heard.push([it.event, it.state, it.user_ref].join(' ')); });
    '${EVENTS}'.split(' ').forEach(function(name) {
      FB.Event.subscribe(name, function(event) { heard.push(event ? event.event + ' ' + event.ref : name); });
    });
  };
  (function(d, s, id) {
    var js, fjs = d.getElementsByTagName(s)[0];
    if (d.getElementById(id)) { return; }
    js = d.createElement(s); js.id = id; js.src = '${old.server.url}/widget.js'; js.setAttribute('data-takeover', '');
    fjs.parentNode.insertBefore(js, fjs);
  }(document, 'script', 'facebook-jssdk'));
</script>`;

/** What a React wrapper does when it is mounted: its markup as a string, and then the snippet, unless its script is there. */
const MOUNT = `(() => {
  const root = document.createElement('div');
  root.innerHTML = '<div\\n class="fb-send-to-messenger"\\n page_id="${PAGE_ID}"\\n data-ref="order-58"\\n cta_text="SEND_ME_UPDATES"\\n></div>';
  document.querySelector('main').append(root);
  window.heard = [];
  window.fbAsyncInit = () => {
    FB.init({ appId: '7300', xfbml: true, version: 'v2.11' });
    FB.Event.subscribe('send_to_messenger', ({ event, ref }) => heard.push(event + ' ' + ref));
  };
  if (!document.getElementById('facebook-jssdk')) heard.push('no script of its id');
})()`;

/** The calls to `FB` that pages make. */
export const OLD_CALL_CHECKS: readonly Check[] = [
  onOldSite(
    "Meta's quick start finds its FB, and its listeners hear what is rendered and clicked, with their ref",
    async (stage, old) => {
      await visitOldSite(stage, old, SEND + quickStart(old), { tag: '' });
      await stage.shows(`${has('unknown')} && ${has('rendered order-55')}`, true);
      await stage.click('messenger-button a');
      await stage.shows(has('clicked order-55'), true);
    },
  ),
  onOldSite('FB.XFBML.parse takes over the part it is given, calls back and says so', async (stage, old) => {
    await visitOldSite(stage, old, `<section id="part">${SEND}</section>${SEND}${quickStart(old, 'xfbml: false,')}`, {
      tag: '',
    });
    await stage.shows(has('unknown'), true);
    assert.equal(await stage.read(`find('messenger-button')`), null);
    const parsed = `new Promise((done) => FB.XFBML.parse(find('#part'), () => done(document.querySelectorAll('messenger-button').length)))`;
    assert.equal(await stage.resolves(parsed), 1);
    await stage.shows(has('xfbml.render'), true);
  }),
  onOldSite('FB.CustomerChat hides, shows, opens, closes and changes the launcher', async (stage, old) => {
    await visitOldSite(stage, old, CHAT + quickStart(old), { tag: '' });
    await stage.shows(has('customerchat.load'), true);
    await stage.read('FB.CustomerChat.hide()');
    await stage.shows(`find('messenger-bubble').hidden && ${has('customerchat.hide')}`, true);
    await stage.read('FB.CustomerChat.show(false)');
    await stage.shows(`!find('messenger-bubble').hidden && ${has('customerchat.show')}`, true);
    await stage.read('FB.CustomerChat.showDialog()');
    await stage.shows(`find('messenger-bubble').open && ${has('customerchat.dialogShow')}`, true);
    await stage.tab.press('Escape');
    await stage.shows(`!find('messenger-bubble').open && ${has('customerchat.dialogHide')}`, true);
    await stage.read(`FB.CustomerChat.update({ logged_out_greeting: 'Still there?', ref: 'cart-9' })`);
    const said = `['greeting', 'data-ref'].map((name) => find('messenger-bubble').getAttribute(name))`;
    await stage.shows(said, ['Still there?', 'cart-9']);
  }),
  onOldSite("the checkbox tells the page its ticks, and goes on by Meta's call of confirmation", async (stage, old) => {
    await visitOldSite(stage, old, FORM + quickStart(old), { tag: '' });
    await stage.shows(has('rendered unchecked render-1'), true);
    await stage.click('[part=box]');
    await stage.shows(has('checkbox checked render-1'), true);
    await stage.read(`FB.AppEvents.logEvent('MessengerCheckboxUserConfirmation', null,
      { app_id: '7300', page_id: '${PAGE_ID}', ref: 'order-61', user_ref: 'render-1' })`);
    await stage.shows(`find('messenger-checkbox[sent]')?.dataset.ref`, 'order-61');
  }),
  onOldSite('a React wrapper that mounts after our tag gets its button and hears the click', async (stage, old) => {
    await visitOldSite(stage, old, '', { tag: old.tag.replace('async', 'async id="facebook-jssdk"') });
    await stage.shows(`'FB' in window`, true);
    await stage.read(MOUNT);
    await stage.shows(`find('messenger-button a')?.textContent`, 'Send me updates');
    await stage.click('messenger-button a');
    await stage.shows('heard', ['rendered order-58', 'clicked order-58']);
  }),
  onOldSite("Meta's own FB stays what it is where it was there first", async (stage, old) => {
    await visitOldSite(stage, old, `<script>window.FB = { real: true };</script>${SEND}`);
    await stage.shows(`!!find('messenger-button a')`, true);
    assert.equal(await stage.read('FB.real'), true);
  }),
];
