/** A process that answers the watchdog's calls as the platform does for a Page with which all is well, and counts them. */
import { createServer } from 'node:http';
import { fieldsOf } from '../../server/pages/subscription-fields.ts';

const [appId = '', callbackUrl = ''] = process.argv.slice(2);
const fields = fieldsOf('page');
const counts = new Map<string, number>();

/** Who is counted: a Page by its token, or the app; and apart, calls of the profile API. */
function count(path: string, token: string): void {
  const caller = token.startsWith(`${appId}|`) ? 'app' : token;
  const names = path.includes('messenger_profile') ? [caller, `${caller} profile`] : [caller];
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

function answer(path: string, pageId: string): object {
  const last = path.split('/').at(-1);
  if (last === 'debug_token') {
    const scopes = ['pages_messaging', 'pages_manage_metadata', 'pages_show_list', 'pages_read_engagement'];
    return { data: { app_id: appId, type: 'PAGE', is_valid: true, expires_at: 0, scopes, profile_id: pageId } };
  }
  if (last === 'subscribed_apps') return { data: [{ id: appId, name: 'Bench', subscribed_fields: fields }] };
  if (last === 'subscriptions') {
    const listed = fields.map((name) => ({ name, version: 'v25.0' }));
    return { data: [{ object: 'page', callback_url: callbackUrl, active: true, fields: listed }] };
  }
  if (last === 'messenger_profile') return { data: [{ get_started: { payload: 'GET_STARTED' } }] };
  if (last === 'thread_owner') return { data: [] };
  return { id: pageId, name: 'A Page', is_published: true, messaging_feature_status: { msgr_multi_app: true } };
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
  if (pathname === '/counts') {
    response.end(JSON.stringify(Object.fromEntries(counts)));
    counts.clear();
    return;
  }
  const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  count(pathname, token);
  const pageId = (searchParams.get('input_token') ?? token).replace(/^token-/, '');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer(pathname, pageId)));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
