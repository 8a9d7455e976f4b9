import { z } from 'zod';
import type { Ctx } from '../../../base/ctx.ts';
import type { SessionRow } from '../store.ts';

/** What the answer of a login is held against. The site may change its login meanwhile: then the answer fits no more. */
export const LoginCheck = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handoff'), state: z.string() }),
  z.object({
    kind: z.literal('oidc'),
    state: z.string(),
    nonce: z.string(),
    codeVerifier: z.string(),
    issuer: z.string(),
    clientId: z.string(),
  }),
]);
export type LoginCheck = z.infer<typeof LoginCheck>;

/** What came back from a login, as it came. */
export const LoginAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('handoff'), token: z.string() }),
  z.object({ kind: z.literal('oidc'), query: z.string() }),
]);
export type LoginAnswer = z.infer<typeof LoginAnswer>;

type Sealing = Pick<SessionRow, 'pageId' | 'psid'>;

/** Seals one of them for this session's thread. */
export function sealLogin(ctx: Ctx, session: Sealing, value: LoginCheck | LoginAnswer): string {
  return ctx.secretBox.seal(JSON.stringify(value), purposeOf(session));
}

/** Opens what `sealLogin` sealed. */
export function openLogin<T extends z.ZodType>(ctx: Ctx, session: Sealing, schema: T, sealed: string): z.output<T> {
  return schema.parse(JSON.parse(ctx.secretBox.open(sealed, purposeOf(session))));
}

function purposeOf({ pageId, psid }: Sealing): string {
  return `link-login:${pageId}:${psid}`;
}
