import type { Snippet } from '../../../shared/api/entry-points.ts';
import { partsImportMap, pinnedUrl, type WidgetPin } from '../../../shared/widget-pin.ts';
import { writeSnippet } from '../write-snippet.ts';
import { consentSnippets } from './consent-snippets.ts';
import { reservedSpace } from './reserved-space.ts';
import { escapeHtml, mayUsePlugin, type SnippetSubject, writeElement } from './write-element.ts';

const PINNED_NOTE =
  'The browser refuses a script or a part that is not, byte for byte, the one of this version. It is served for as long as ' +
  'the data folder is kept, and never changes: mending and new features come with a new snippet. A page that has an import ' +
  'map already adds these lines to its integrity; browsers before Chrome 127, Safari 18 and Firefox 138 check the script alone.';

/** For pages whose HTML is in the site's own hands. */
export function pageSnippets(publicUrl: string, pin: WidgetPin, subject: SnippetSubject): Snippet[] {
  return [
    {
      id: 'html',
      title: 'Plain HTML',
      language: 'html',
      code: writeSnippet(publicUrl, subject),
      note:
        subject.variant === 'checkbox'
          ? 'The element stands inside the form it belongs to.'
          : 'data-ref="order-55" on the element says what it stands for; it comes back with the arrival.',
    },
    styleSnippet(reservedSpace(subject.variant)),
    {
      id: 'pinned',
      title: 'One version, checked by the browser',
      language: 'html',
      code: writePinned(publicUrl, pin, subject, ''),
      note: PINNED_NOTE,
    },
    {
      id: 'nonce',
      title: 'The same under a content security policy with nonces',
      language: 'html',
      code: writePinned(publicUrl, pin, subject, ' nonce="NONCE"'),
      note: `NONCE is the one of this very answer. The policy needs script-src 'nonce-NONCE' and connect-src ${publicUrl}; with Trusted Types also trusted-types lit-html. Styles need nothing.`,
    },
    ...(mayUsePlugin(subject) ? consentSnippets : []),
    ...takeoverSnippets(publicUrl, subject),
  ];
}

function styleSnippet(code: string): Snippet {
  const note = 'Keeps the page from moving when the script arrives: the link has its place before.';
  return { id: 'style', title: 'In the style sheet of the page', language: 'css', code, note };
}

function writePinned(publicUrl: string, pin: WidgetPin, subject: SnippetSubject, nonce: string): string {
  // In a script element only this could end it early.
  const map = JSON.stringify(partsImportMap(publicUrl, pin), null, 1).replaceAll('<', '\\u003c');
  const src = escapeHtml(pinnedUrl(publicUrl, pin, 'widget.js'));
  const integrity = pin.integrity['widget.js'] ?? '';
  return [
    `<script type="importmap"${nonce}>${map}</script>`,
    `<script async src="${src}" integrity="${integrity}" crossorigin="anonymous"${nonce}></script>`,
    writeElement(subject),
  ].join('\n');
}

const OLD_MARKUP: Readonly<Partial<Record<SnippetSubject['variant'], string>>> = {
  button: 'class="fb-send-to-messenger" messenger_app_id="APP" color="blue" size="large"',
  bubble: 'class="fb-customerchat"',
  checkbox: 'class="fb-messenger-checkbox" messenger_app_id="APP" origin="ORIGIN" user_ref="UNIQUE"',
};

function takeoverSnippets(publicUrl: string, { variant, platform, pageId }: SnippetSubject): Snippet[] {
  const old = OLD_MARKUP[variant];
  if (!old || platform !== 'messenger') return [];
  return [
    {
      id: 'takeover',
      title: 'Instead of Meta’s script, with Meta’s markup as it is',
      language: 'html',
      code: `<script async src="${escapeHtml(publicUrl)}/widget.js" data-takeover></script>\n<div ${old} page_id="${escapeHtml(pageId)}"></div>`,
      note: 'The oldest active entry point of the Page answers, or the one whose takesOver names the origin.',
    },
  ];
}
