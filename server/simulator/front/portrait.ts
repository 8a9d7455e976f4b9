import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';

/** A round picture with initials: what `profile_pic` leads to. */
export function portrait(letters: string): Html {
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" viewBox="0 0 128 128">
    <circle cx="64" cy="64" r="64" fill="#5b5bd6" />
    <text x="64" y="80" font-family="system-ui, sans-serif" font-size="46" fill="#fff" text-anchor="middle">${letters}</text>
  </svg>`;
}
