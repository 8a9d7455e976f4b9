import { comes } from '../comes.ts';
import type { Check } from './check.ts';

/** Where on a page, and when, an element may come to stand. */
export const PLACE_CHECKS: readonly Check[] = [
  {
    rule: 'a button that comes later, in a shadow root too, works',
    async run(stage) {
      await stage.visit('<div id="host"></div>');
      await stage.read(intoShadow(stage.element('button')));
      await stage.click('messenger-button a');
      await stage.opensVisit();
    },
  },
  {
    rule: 'an element of another kind is loaded when it comes later, in a shadow root too',
    async run(stage) {
      await stage.visit(`${stage.element('button')}<div id="host"></div>`);
      await stage.reaches('idle');
      await stage.read(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(stage.element('bubble'))})`);
      await stage.shows(`!!find('.launcher')`, true);
      await stage.read(intoShadow(stage.element('button') + stage.element('checkbox')));
      await stage.shows(`!!find('[part=box]')`, true);
    },
  },
  {
    rule: 'an element whose link a framework fills in later works, and one that is moved keeps its visit',
    async run(stage) {
      await stage.visit(`${stage.element('button', '', '')}<div id="host"></div>`);
      await stage.reaches('idle');
      await stage.read(`find('messenger-button').innerHTML = ${JSON.stringify(stage.link())}`);
      await stage.click('messenger-button a');
      await stage.opensVisit();
      await stage.tab.closeOthers();
      await stage.read(`find('#host').append(find('messenger-button'))`);
      await stage.reaches('waiting');
      await comes(() => stage.api.registrations.length, 1, 'the number of registered visits');
    },
  },
  {
    rule: 'an element that stands in markup within a template is left alone until it is used',
    async run(stage) {
      await stage.visit(`<template>${stage.element('bubble')}</template>${stage.element('button')}`);
      await stage.reaches('idle');
      await stage.shows(`customElements.get('messenger-bubble') === undefined`, true);
      await stage.read(`find('main').append(find('template').content.cloneNode(true))`);
      await stage.shows(`!!find('.launcher')`, true);
    },
  },
];

const intoShadow = (html: string) => `(() => {
  const template = document.createElement('template');
  template.innerHTML = ${JSON.stringify(html)};
  document.getElementById('host').attachShadow({ mode: 'open' }).append(template.content);
})()`;
