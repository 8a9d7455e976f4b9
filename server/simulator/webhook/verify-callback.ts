import type { Random } from '../../base/random.ts';

/** How the last verification handshake ended. */
export interface CallbackVerification {
  readonly verified: boolean;
  readonly message: string;
}

/** Asks the server to echo a random challenge, as the platform does when a callback URL is saved; never throws. */
export async function verifyCallback(url: string, verifyToken: string, random: Random): Promise<CallbackVerification> {
  const challenge = String(Buffer.from(random.token(128), 'base64url').readUInt32BE());
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.verify_token': verifyToken,
    'hub.challenge': challenge,
  });
  try {
    const response = await fetch(`${url}?${query}`, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    const body = await response.text();
    if (response.status !== 200) return failed(`${url} answered ${response.status} instead of 200`);
    if (body !== challenge) return failed(`${url} did not echo the challenge exactly`);
    return { verified: true, message: 'The server echoed the challenge.' };
  } catch {
    return failed(`${url} gave no answer`);
  }
}

function failed(why: string): CallbackVerification {
  return { verified: false, message: `Callback verification failed: ${why}.` };
}
