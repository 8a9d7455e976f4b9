import assert from 'node:assert/strict';
import { strictPolicy } from '../../browser/button-shop.ts';
import type { TakeoverSite } from '../../browser/takeover-site.ts';
import { PAGE_ID, referral } from '../../support/server.ts';
import { comes } from '../comes.ts';
import { onOldSite, visitOldSite } from '../on-old-site.ts';
import type { Check } from './check.ts';

const SEND = `<div class="fb-send-to-messenger" messenger_app_id="730000000000017" page_id="${PAGE_ID}"
  data-ref="order-55" color="white" size="xlarge" enforce_login="false" cta_text="GET_STARTED"></div>`;
const MESSAGE_US = `<div class="fb-messengermessageus" messenger_app_id="1" page_id="${PAGE_ID}" color="blue"></div>`;
const CHECKBOX = `<form><div class="fb-messenger-checkbox" origin="https://shop.example" page_id="${PAGE_ID}"
  messenger_app_id="1" user_ref="render-1" allow_login="true" size="large"></div></form>`;
const CHAT = `<div class="fb-customerchat" page_id="${PAGE_ID}" theme_color="#ffd400" logged_out_greeting="Hello!"></div>`;
const SPELLINGS = [
  `data-page-id="${PAGE_ID}" data-ref="order-1" data-cta-text="SUBSCRIBE"`,
  `data-page_id="${PAGE_ID}" data-ref="order-2" data-cta_text="SUBSCRIBE"`,
  `page-id="${PAGE_ID}" ref="order-3" cta-text="SUBSCRIBE"`,
  `pageId="${PAGE_ID}" dataRef="order-4" ctaText="SUBSCRIBE"`,
];
const attributes = (of: string, names: readonly string[]) =>
  `${JSON.stringify(names)}.map((name) => find('${of}')?.getAttribute(name))`;
/** What was asked of hosts that are neither the site's nor the server's. */
const strangers = ({ shop, server }: TakeoverSite) =>
  `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => ![${JSON.stringify(shop.origin)}, ${JSON.stringify(server.url)}].includes(new URL(name).origin))`;

/** Meta's markup, whose plugins went dark, as it is when the script tag is ours. */
export const TAKEOVER_CHECKS: readonly Check[] = [
  onOldSite(
    'the markup of Send to Messenger becomes our button, with its label, look, ref and a working link',
    async (stage, old) => {
      await visitOldSite(stage, old, SEND);
      await stage.shows(`find('messenger-button a')?.href`, `${old.shop.origin}/m/${PAGE_ID}?ref=${old.code}`);
      await stage.shows(`find('messenger-button a').textContent`, 'Get started');
      const names = ['entry', 'data-ref', 'size', 'color'];
      await stage.shows(attributes('messenger-button', names), ['old-button', 'order-55', 'xlarge', 'white']);
      await stage.click('messenger-button a');
      await comes(() => old.shop.opened.at(-1)?.includes(`ref=${old.code}_`), true, 'whether a visit was opened');
      await stage.shows(strangers(old), []);
    },
  ),
  onOldSite('the markup of Message Us becomes our button with the label it always had', async (stage, old) => {
    await visitOldSite(stage, old, MESSAGE_US);
    await stage.shows(`find('messenger-button a')?.textContent`, 'Message us');
  }),
  onOldSite('the markup of the checkbox becomes ours in the same form, not ticked', async (stage, old) => {
    await visitOldSite(stage, old, CHECKBOX);
    await stage.shows(attributes('form messenger-checkbox', ['entry', 'user-ref']), ['old-checkbox', 'render-1']);
    await stage.shows(`find('[part=box]')?.checked`, false);
  }),
  onOldSite(
    'the markup of the chat plugin becomes our launcher, with its greeting and a colour that can be read',
    async (stage, old) => {
      await visitOldSite(stage, old, CHAT);
      await stage.shows(attributes('messenger-bubble', ['entry', 'greeting']), ['old-bubble', 'Hello!']);
      const colours = `['accent', 'on-accent'].map((name) => find('messenger-bubble').style.getPropertyValue('--messenger-' + name))`;
      await stage.shows(colours, ['#ffd400', '#000']);
      await stage.shows(`!!find('.launcher')`, true);
    },
  ),
  onOldSite('attributes are read however they are spelled', async (stage, old) => {
    await visitOldSite(
      stage,
      old,
      SPELLINGS.map((said) => `<div class="fb-send-to-messenger" ${said}></div>`).join(''),
    );
    const said = `[...document.querySelectorAll('messenger-button')].map((it) => it.dataset.ref + it.textContent.trim())`;
    await stage.shows(said, ['order-1Subscribe', 'order-2Subscribe', 'order-3Subscribe', 'order-4Subscribe']);
  }),
  onOldSite('what a framework adds later, fills in still later, or changes is taken over, once', async (stage, old) => {
    await visitOldSite(stage, old, '');
    await stage.shows(`'FB' in window`, true);
    await stage.read(`find('main').insertAdjacentHTML('beforeend', '<div class="fb-send-to-messenger"></div>')`);
    await stage.read(`setTimeout(() => find('.fb-send-to-messenger').setAttribute('page_id', '${PAGE_ID}'), 50) && 0`);
    await stage.shows(`find('messenger-button a')?.textContent`, 'Send to Messenger');
    await stage.read(`find('.fb-send-to-messenger').setAttribute('data-ref', 'order-57')`);
    await stage.shows(`find('messenger-button')?.dataset.ref`, 'order-57');
    await stage.shows(`document.querySelectorAll('messenger-button').length`, 1);
  }),
  onOldSite('with two tags the markup is taken over once', async (stage, old) => {
    await visitOldSite(stage, old, SEND + old.tag + CHAT);
    await stage.shows(`!!find('messenger-button') && !!find('.launcher')`, true);
    await stage.shows(`document.querySelectorAll('messenger-button, messenger-bubble').length`, 2);
  }),
  onOldSite('a page under a strict policy is taken over', async (stage, old) => {
    await visitOldSite(stage, old, SEND + CHAT, { headers: strictPolicy(old.server.url) });
    await stage.shows(`find('messenger-button a')?.textContent`, 'Get started');
    await stage.shows(`!!find('.launcher')`, true);
  }),
  onOldSite('what was dead leads from the click to the arrival', async (stage, old) => {
    await visitOldSite(stage, old, SEND);
    const before = old.shop.opened.length;
    await stage.click('messenger-button a');
    await comes(() => old.shop.opened.length, before + 1, 'the number of opened links');
    await stage.shows('sessionStorage.length', 1);
    await stage.tab.closeOthers();
    const ref = new URL(old.shop.opened.at(-1) ?? '', old.shop.origin).searchParams.get('ref') ?? '';
    assert.equal(await old.server.deliver(referral('7001', ref)), 200);
    await stage.reaches('arrived');
  }),
];
