import { z } from 'zod';
import type { Ctx } from '../../../base/ctx.ts';
import type { SessionRow } from '../store.ts';
import { checkRedirectUri } from './check-redirect-uri.ts';

/** Messenger's token of a log-in, and where the browser goes when it is over. */
export interface WayBack {
  readonly token: string;
  readonly redirectUri: string;
}

/** What it is sealed for: the address of a session changes, its thread does not. */
type Sealing = Pick<SessionRow, 'pageId' | 'psid'>;

const Stored = z.object({ token: z.string(), redirectUri: z.string() });

/** The way back as it is stored: with it, somebody else could end the log-in. */
export function sealWayBack(ctx: Ctx, session: Sealing, wayBack: WayBack): string {
  return ctx.secretBox.seal(JSON.stringify(wayBack), purposeOf(session));
}

/** The way back of a session; null where there is none. */
export function openWayBack(ctx: Ctx, session: SessionRow): WayBack | null {
  const { sealedWayBack } = session;
  return sealedWayBack === null
    ? null
    : Stored.parse(JSON.parse(ctx.secretBox.open(sealedWayBack, purposeOf(session))));
}

/** The address that ends a log-in: with a code it is done, without one it is given up. Null where it is not Messenger's. */
export function addressBack(ctx: Ctx, { redirectUri }: WayBack, code: string | null): URL | null {
  const url = checkRedirectUri(redirectUri, ctx.settings.linkRedirectOrigins);
  // Behind what stands there: whoever takes an address apart and writes it anew may change what Messenger put into it.
  if (url && code !== null)
    url.search += `${url.search === '' ? '?' : '&'}authorization_code=${encodeURIComponent(code)}`;
  return url;
}

function purposeOf({ pageId, psid }: Sealing): string {
  return `link-way-back:${pageId}:${psid}`;
}
