import assert from 'node:assert/strict';
import { OLD_MARKUP, ourScript, quickStart, REACT_MOUNT } from '../../browser/quick-start.ts';
import type { TakeoverSite } from '../../browser/takeover-site.ts';
import { PAGE_ID } from '../../support/server.ts';
import { onOldSite, visitOldSite } from '../on-old-site.ts';
import type { Check } from './check.ts';

const { send: SEND, chat: CHAT, checkbox: FORM } = OLD_MARKUP;
const has = (said: string) => `heard.includes(${JSON.stringify(said)})`;

const startOurs = (old: TakeoverSite, options?: string) => quickStart(ourScript(old.server.url), options);

/** The calls to `FB` that pages make. */
export const OLD_CALL_CHECKS: readonly Check[] = [
  onOldSite(
    "Meta's quick start finds its FB, and its listeners hear what is rendered and clicked, with their ref",
    async (stage, old) => {
      await visitOldSite(stage, old, SEND + startOurs(old), { tag: '' });
      await stage.shows(`${has('unknown')} && ${has('rendered order-55 false')}`, true);
      await stage.click('messenger-button a');
      await stage.shows(has('clicked order-55 false'), true);
    },
  ),
  onOldSite('FB.XFBML.parse takes over the part it is given, calls back and says so', async (stage, old) => {
    await visitOldSite(stage, old, `<section id="part">${SEND}</section>${SEND}${startOurs(old, 'xfbml: false,')}`, {
      tag: '',
    });
    await stage.shows(has('unknown'), true);
    assert.equal(await stage.read(`find('messenger-button')`), null);
    const parsed = `new Promise((done) => FB.XFBML.parse(find('#part'), () => done(document.querySelectorAll('messenger-button').length)))`;
    assert.equal(await stage.resolves(parsed), 1);
    await stage.shows(has('xfbml.render'), true);
  }),
  onOldSite('FB.CustomerChat hides, shows, opens, closes and changes the launcher', async (stage, old) => {
    await visitOldSite(stage, old, CHAT + startOurs(old), { tag: '' });
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
    await visitOldSite(stage, old, FORM + startOurs(old), { tag: '' });
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
    await stage.read(REACT_MOUNT);
    await stage.shows(`find('messenger-button a')?.textContent`, 'Send me updates');
    await stage.click('messenger-button a');
    await stage.shows('heard', ['rendered order-58', 'clicked order-58']);
    assert.equal(await stage.read(`find('script[src*="facebook.net"]')`), null);
  }),
  onOldSite("Meta's own FB stays what it is where it was there first", async (stage, old) => {
    await visitOldSite(stage, old, `<script>window.FB = { real: true };</script>${SEND}`);
    await stage.shows(`!!find('messenger-button a')`, true);
    assert.equal(await stage.read('FB.real'), true);
  }),
];
