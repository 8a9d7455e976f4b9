import type { Ctx } from '../../../base/ctx.ts';
import type { SessionRow } from '../store.ts';

/** The authorization code as it is kept until the browser takes it to Messenger: whoever presses twice takes the same. */
export function sealCode(ctx: Ctx, session: Pick<SessionRow, 'pageId' | 'psid'>, code: string): string {
  return ctx.secretBox.seal(code, purposeOf(session));
}

/** The authorization code of a session; null when it has none, or has handed it in. */
export function openCode(ctx: Ctx, session: SessionRow): string | null {
  return session.sealedCode === null ? null : ctx.secretBox.open(session.sealedCode, purposeOf(session));
}

function purposeOf({ pageId, psid }: Pick<SessionRow, 'pageId' | 'psid'>): string {
  return `authorization-code:${pageId}:${psid}`;
}
