import { escapeHtml, type SnippetSubject, writeElement } from './snippets/write-element.ts';

/** The HTML to paste: the script, always the current one, and the element with a link inside that works by itself. */
export function writeSnippet(publicUrl: string, subject: SnippetSubject): string {
  return `<script async src="${escapeHtml(publicUrl)}/widget.js"></script>\n${writeElement(subject)}`;
}
