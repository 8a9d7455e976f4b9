import { later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { type Retry, SetupProblem } from './setup-problem.ts';
import type { HandshakeWatch } from './watch-handshake.ts';

const TIMEOUT_MS = 5000;
const MOST_CHARACTERS = 200;
/** Nobody answers also while this server starts or stops. */
const RESTART_MS = 3000;
const MOST_TRIES = 3;

/**
 * Finds out why the platform did not accept the callback URL, by asking the same of it that the platform asks: who answers
 * there, and does it know our verify token?
 */
export async function diagnoseCallback(
  ctx: Ctx,
  { callbackUrl, verifyToken }: { readonly callbackUrl: string; readonly verifyToken: string },
  watch: HandshakeWatch,
): Promise<SetupProblem> {
  const challenge = ctx.random.token(128);
  const url = new URL(callbackUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  const answer = await ask(ctx, url);
  const where = callbackUrl;
  if (answer === null) {
    const retry = { at: later(ctx.clock.now(), RESTART_MS), most: MOST_TRIES };
    return callbackWrong(`Nobody answers at ${where}, seen from this server either.`, retry);
  }
  if (answer.status === 200 && answer.text === challenge) {
    if (await watch.wasRefused())
      return mismatch('The platform reached this server with another verify token than ours.');
    return callbackWrong(`This server is reached at ${where} from here, but the platform does not reach it.`);
  }
  if (answer.status === 403) {
    return mismatch(`At ${where} somebody answers who does not accept our verify token.`);
  }
  return callbackWrong(`At ${where} somebody answers with status ${answer.status}, and not with the challenge.`);
}

async function ask(ctx: Ctx, url: URL): Promise<{ status: number; text: string } | null> {
  try {
    const answer = await ctx.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: answer.status, text: (await answer.text()).slice(0, MOST_CHARACTERS) };
  } catch {
    return null;
  }
}

function callbackWrong(detail: string, retry: Retry | null = null): SetupProblem {
  const fix =
    'PUBLIC_URL must be a public https address with a certificate of a public authority, without a redirect, that leads to this server also through firewalls and proxies; then resume.';
  return new SetupProblem('callback_wrong', detail, fix, retry);
}

function mismatch(detail: string): SetupProblem {
  const fix =
    'Make sure that PUBLIC_URL leads to this installation and no other, and that the verify token in the dashboard (Webhooks) is META_VERIFY_TOKEN, the same in all processes; then resume.';
  return new SetupProblem('verify_token_mismatch', detail, fix);
}
