import type { EntryPoint } from '../../shared/api/entry-points.ts';
import type { Settings } from '../base/ctx.ts';
import type { EntryPointRow } from './store.ts';

const DEFAULT_LABEL = 'Message us';

/** The link into the Page's thread. It is built from the Page's id alone: nobody can point it elsewhere. */
export function messengerLink(settings: Settings, pageId: string, ref: string): string {
  return `${settings.messengerUrl}/${encodeURIComponent(pageId)}?ref=${encodeURIComponent(ref)}`;
}

/** An entry point as the API shows it. */
export function toEntryPoint(settings: Settings, row: EntryPointRow, aliases: readonly string[]): EntryPoint {
  const url = messengerLink(settings, row.pageId, row.code);
  return {
    key: row.key,
    code: row.code,
    siteId: row.siteId,
    pageId: row.pageId,
    variant: row.variant,
    label: row.label,
    linkPolicy: row.linkPolicy,
    aliases: [...aliases],
    status: row.status,
    url,
    goUrl: `${settings.publicUrl}/go/${row.key}`,
    snippet: snippet(settings, row, url),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The HTML to paste. Until the other elements exist, every variant is offered as the button. */
function snippet(settings: Settings, row: EntryPointRow, url: string): string {
  const label = escapeHtml(row.label ?? DEFAULT_LABEL);
  return [
    `<script async src="${escapeHtml(settings.publicUrl)}/widget.js"></script>`,
    `<messenger-button entry="${row.key}"><a href="${escapeHtml(url)}">${label}</a></messenger-button>`,
  ].join('\n');
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
