import { html } from 'hono/html';
import type { Html } from '../simulator-layout.ts';

const CALLS: readonly (readonly [method: string, path: string, body: string, does: string])[] = [
  ['GET', '/control/state', '', 'Pages, people, threads, clock, faults'],
  ['POST', '/control/reset', '', 'Forget threads, faults, deliveries; the shop stays registered'],
  ['POST', '/control/clock', '{"advanceMs": 86400000}', 'Move the platform’s time; also {now} and {freeze}'],
  ['POST', '/control/people', '{"name": "Alan Turing"}', 'Add a person'],
  ['POST', '/control/open-link', '{"person": "ada", "url": "…/m/PAGE?ref=…"}', 'Tap an m.me link'],
  ['POST', '/control/get-started', '{"person": "ada", "pageId": "PAGE"}', 'Tap Get Started'],
  ['POST', '/control/messages', '{"person": "ada", "pageId": "PAGE", "text": "hi"}', 'Write a message'],
  [
    'POST',
    '/control/attachments',
    '{"person": "ada", "pageId": "PAGE", "attachment": "image"}',
    'Send a picture, audio, file, location, sticker or like',
  ],
  [
    'POST',
    '/control/reactions',
    '{"person": "ada", "pageId": "PAGE", "mid": "m_…", "reaction": "love"}',
    'React; null takes it back. Also /edits, /unsend, /quick-replies, /buttons',
  ],
  ['POST', '/control/open-ad', '{"person": "ada", "pageId": "PAGE", "ref": "autumn"}', 'Tap an ad'],
  [
    'POST',
    '/control/open-chat',
    '{"person": "ada", "pageId": "PAGE"}',
    'Look at the thread: what is unread gets a receipt',
  ],
  ['POST', '/control/block', '{"person": "ada", "pageId": "PAGE", "isBlocked": true}', 'Block the Page, or no longer'],
  [
    'POST',
    '/control/page-messages',
    '{"person": "ada", "pageId": "PAGE", "text": "Tea?", "from": "inbox"}',
    'Write as the Page, with quickReplies or buttons',
  ],
  [
    'POST',
    '/control/thread-control',
    '{"person": "ada", "pageId": "PAGE", "action": "take"}',
    'Pass, take, request or release the thread',
  ],
  ['POST', '/control/forget-thread', '{"person": "ada", "pageId": "PAGE"}', 'Start over'],
  ['POST', '/control/user-token', '{"lifetime": "long"}', 'A user token of Olivia, who runs all Pages'],
  ['POST', '/control/apps', '{"name": "Desk"}', 'Add an app; /control/app, /user-token and others then take its appId'],
  [
    'POST',
    '/control/app',
    '{"mode": "dev", "roles": ["olivia"], "requiresProof": true, "callbackUrl": null}',
    'The app: mode, roles, permissions of new tokens, fields, callback URL, a verify token typed wrong',
  ],
  [
    'POST',
    '/control/page',
    '{"pageId": "PAGE", "isPublished": false, "tasks": ["MESSAGING"]}',
    'A Page: published, restricted, tasks, fields, Get Started, domains, default app, other apps',
  ],
  [
    'POST',
    '/control/token',
    '{"of": "PAGE", "state": "expired"}',
    'Ends, revives or narrows a token, or all of a Page',
  ],
  ['POST', '/control/thread', '{"pageId": "PAGE", "person": "ada", "ownerAppId": "1"}', 'Gives a thread to an app'],
  ['POST', '/control/pages', '{"count": 10}', 'Add Pages of Olivia’s'],
  ['POST', '/control/linking-token', '{"pageId": "PAGE", "person": "ada"}', 'A token of an account linking'],
  ['GET', '/control/graph-calls', '', 'Calls of the Graph API, without what was in them'],
  ['POST', '/control/events', '{"pageId": "PAGE", "events": [{"kind": "optin", "person": "ada"}]}', 'Send any events'],
  ['GET', '/control/kinds', '', 'Every kind of event, with an example'],
  [
    'POST',
    '/control/faults',
    '{"seed": "a", "batch": 50, "reorder": 4, "duplicates": 2}',
    'What goes wrong on the way; GET shows all of it',
  ],
  [
    'POST',
    '/control/graph-faults',
    '{"error": {"code": 613}, "path": "messages", "times": 3}',
    'What goes wrong with calls of the Graph API, and their limits; GET shows all of it',
  ],
  ['POST', '/control/flush', '', 'Send what "batch" and "reorder" still gather'],
  ['GET', '/control/alerts', '', 'Webhooks that fail for 15 minutes, or were disabled after 60'],
  ['GET', '/control/deliveries', '', 'Every webhook, with its attempts'],
  ['POST', '/control/pause-webhooks', '', 'Hold webhooks back; /control/resume-webhooks lets them go'],
  ['POST', '/control/verify-callback', '', 'Repeat the verification handshake'],
];

/** The control API at a glance, with bodies that can be copied. */
export function controlCalls(pageId: string): Html {
  return html`<section>
    <h2>Control API</h2>
    <p class="quiet">Everything a hand can do here, a script can do too. Bodies are JSON.</p>
    <div class="table" tabindex="0" role="region" aria-label="Control API">
      <table>
        <thead>
          <tr><th scope="col">Call</th><th scope="col">Does</th><th scope="col">Body</th></tr>
        </thead>
        <tbody>
          ${CALLS.map(([method, path, body, does]) => row(method, path, body.replace('PAGE', pageId), does))}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(method: string, path: string, body: string, does: string): Html {
  return html`<tr>
    <td><span class="method">${method}</span> <code>${path}</code></td>
    <td>${does}</td>
    <td>${body ? html`<code>${body}</code>` : ''}</td>
  </tr>`;
}
