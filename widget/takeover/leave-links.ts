/** Meta's markup with a Page in it, however that is spelled. */
const MARKUP = ['page_id', 'data-page_id', 'page-id', 'data-page-id']
  .map((name) => `[class*=fb-][${name}]:empty`)
  .join();

/** Puts a plain link into Meta's markup where what takes it over cannot come: blocked, or an old browser. */
export function leaveLinks(): void {
  for (const host of document.querySelectorAll(MARKUP)) {
    const said = (name: string) =>
      encodeURIComponent(['', 'data-'].map((data) => host.getAttribute(data + name)).find(Boolean) ?? '');
    const link = document.createElement('a');
    link.href = `https://m.me/${said('page_id') || said('page-id')}?ref=${said('ref')}`.replace(/\?ref=$/, '');
    link.textContent = 'Message us';
    link.lang = 'en';
    host.append(link);
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', leaveLinks);
}
