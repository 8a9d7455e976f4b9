import type { Snippets } from '../../../shared/api/entry-points.ts';
import type { WidgetPin } from '../../../shared/widget-pin.ts';
import { consentSnippets } from './consent-snippets.ts';
import { writeSnippets } from './write-snippets.ts';

/** Snippets of a button that is nobody's: HOST, PAGE, CODE and KEY stand for what an entry point's own ones say. */
export function exampleSnippets(pin: WidgetPin): Snippets {
  const { widgetVersion, data } = writeSnippets('HOST', pin, {
    key: 'KEY',
    variant: 'button',
    label: null,
    allowsPlugin: false,
    pageId: 'PAGE',
    platform: 'messenger',
    url: 'https://m.me/PAGE?ref=CODE',
  });
  return { widgetVersion, data: [...data, ...consentSnippets] };
}
