import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';
import type { PluginQuery } from './plugin-query.ts';

/** What stands in a plugin's frame. */
export function framePage(query: PluginQuery, pageName: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${pageName} in Messenger</title>
        <link rel="stylesheet" href="/sdk/frame.css" />
        <script type="module" src="/sdk/frame.js"></script>
      </head>
      <body data-origin="${query.origin}">
        ${inner(query, pageName)}
      </body>
    </html>`;
}

function inner(query: PluginQuery, pageName: string): Html {
  if (query.plugin === 'fb-messengermessageus') {
    const address = `/m/${query.page_id}?ref=${encodeURIComponent(query.ref)}`;
    return html`<a class="plugin" href="${address}" target="_blank">Message us</a>`;
  }
  if (query.plugin === 'fb-messenger-checkbox') {
    return html`<label class="plugin"><input type="checkbox" data-act="tick" /> Send to Messenger: ${pageName}</label>
      <button type="button" data-act="not_you">Not you?</button>`;
  }
  return html`<button type="button" class="plugin" data-act="click">${buttonText(query.cta_text)}</button>
    <button type="button" data-act="not_you">Not you?</button>`;
}

function buttonText(ctaText: string): string {
  const words = (ctaText || 'SEND_TO_MESSENGER').toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
