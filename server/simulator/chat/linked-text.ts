import { html } from 'hono/html';

const LINK = /(https?:\/\/[^\s<>"']+)/;

/** Web addresses become links; everything else stays text. */
export function linkedText(text: string): unknown[] {
  return text
    .split(LINK)
    .map((part) => (LINK.test(part) ? html`<a href="${part}" rel="noreferrer" target="_blank">${part}</a>` : part));
}

/** Only the path of one of the simulator's own files: people type either name of their own machine. */
export function pathOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? parsed.pathname + parsed.search : '';
}
