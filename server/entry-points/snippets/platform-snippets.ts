import type { Snippet } from '../../../shared/api/entry-points.ts';
import { attributesOf, escapeHtml, labelOf, type SnippetSubject, tagOf, writeElement } from './write-element.ts';

/** For shops, blogs and tag managers whose pages are put together from blocks. */
export function platformSnippets(publicUrl: string, subject: SnippetSubject): Snippet[] {
  const script = `<script async src="${escapeHtml(publicUrl)}/widget.js"></script>`;
  return [
    {
      id: 'wordpress',
      title: 'WordPress: a “Custom HTML” block',
      language: 'html',
      code: `${writeElement(subject, 'data-ref="newsletter"')}\n${script}`,
      note: 'WordPress takes the script out for authors without the right to unfiltered HTML; the link works then all the same.',
    },
    {
      id: 'shopify',
      title: 'Shopify: a “Custom Liquid” section on the product page',
      language: 'html',
      code: `${writeElement(subject, 'data-ref="product-{{ product.id }}"')}\n${script}`,
      note: null,
    },
    {
      id: 'tag-manager',
      title: 'Google Tag Manager: a “Custom HTML” tag',
      language: 'html',
      code: writeTag(publicUrl, subject),
      note:
        subject.variant === 'bubble'
          ? null
          : 'It goes into the element of the page with the id messenger; without one, to the end of the page.',
    },
  ];
}

/** The tag manager understands old JavaScript only, and takes two braces for a variable of its own. */
function writeTag(publicUrl: string, subject: SnippetSubject): string {
  const attributes = attributesOf(subject).map(
    ([name, value]) => `    element.setAttribute(${quote(name)}, ${quote(value)});`,
  );
  const place = subject.variant === 'bubble' ? '' : `document.getElementById('messenger') || `;
  return `<script>
  (function () {
    var element = document.createElement(${quote(tagOf(subject))});
    var link = document.createElement('a');
    var script = document.createElement('script');
${attributes.join('\n')}
    link.href = ${quote(subject.url)};
    link.textContent = ${quote(labelOf(subject))};
    element.appendChild(link);
    (${place}document.body).appendChild(element);
    script.async = true;
    script.src = ${quote(`${publicUrl}/widget.js`)};
    document.head.appendChild(script);
  })();
</script>`;
}

function quote(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/['<>{}\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}
