import type { EntryPointRow } from './store.ts';

const DEFAULT_LABEL = 'Message us';

/** The HTML to paste: the script, and the element with a link inside that works by itself. */
export function writeSnippet(
  publicUrl: string,
  row: Pick<EntryPointRow, 'key' | 'variant' | 'label'>,
  url: string,
): string {
  const label = escapeHtml(row.label ?? DEFAULT_LABEL);
  const name = `messenger-${row.variant}`;
  return [
    `<script async src="${escapeHtml(publicUrl)}/widget.js"></script>`,
    `<${name} entry="${row.key}"><a href="${escapeHtml(url)}">${label}</a></${name}>`,
  ].join('\n');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
