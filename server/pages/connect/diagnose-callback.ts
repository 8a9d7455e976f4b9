import type { Ctx } from '../../base/ctx.ts';
import { SetupProblem } from './setup-problem.ts';

const TIMEOUT_MS = 5000;
const MOST_CHARACTERS = 200;

/**
 * Finds out why the platform did not accept the callback URL, by asking the same of it that the platform asks: who answers
 * there, and does it know our verify token?
 */
export async function diagnoseCallback(ctx: Ctx, callbackUrl: string, verifyToken: string): Promise<SetupProblem> {
  const challenge = ctx.random.token(128);
  const url = new URL(callbackUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  const answer = await ask(ctx, url);
  const where = `${callbackUrl}`;
  if (answer === null) return callbackWrong(`Nobody answers at ${where}, seen from this server either.`);
  if (answer.status === 200 && answer.text === challenge) {
    return callbackWrong(`This server is reached at ${where} from here, but the platform does not reach it.`);
  }
  if (answer.status === 403) {
    const detail = `At ${where} somebody answers who does not accept our verify token.`;
    const fix =
      'Make sure that PUBLIC_URL leads to this installation and no other, and that META_VERIFY_TOKEN is the same in all its processes; then resume.';
    return new SetupProblem('verify_token_mismatch', detail, fix);
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

function callbackWrong(detail: string): SetupProblem {
  const fix =
    'PUBLIC_URL must be a public https address with a certificate of a public authority, without a redirect, that leads to this server also through firewalls and proxies; then resume.';
  return new SetupProblem('callback_wrong', detail, fix);
}
