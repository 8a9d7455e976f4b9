import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Platform } from './platform.ts';
import type { Tally } from './tally.ts';

/** A bot that is listening; it answers a text `x` with `heard: x`. */
export interface Bot {
  /** Where it takes webhooks. */
  readonly callbackUrl: string;
  /** Whether it lives on after it has seen a wrong signature. */
  readonly survivesForgery: boolean;
}

/** What every bot has to be able to do: the handshake, hearing, answering, buttons, and refusing what is wrongly signed. */
export async function judgeBot({ platform, tally }: { platform: Platform; tally: Tally }, bot: Bot): Promise<void> {
  const { control, page } = platform;
  const write = (text: string): Promise<unknown> => control.writeMessage({ person: 'ada', pageId: page.id, text });

  await tally.call('fails the handshake with a wrong token', async () => {
    const { status, text } = await subscribe(platform, bot.callbackUrl, 'not-the-token');
    assert.equal(status, 400);
    assert.match(text, /"code":2200\b/);
  });
  await tally.call('echoes the handshake when it becomes the callback', async () => {
    const { status, text } = await subscribe(platform, bot.callbackUrl, platform.app.verifyToken);
    assert.equal(status, 200, text);
  });
  await tally.call('accepts a signed webhook and answers by the Send API', async () => {
    await write('tea 🫖 / "quoted"');
    await saysSoon(platform, 'heard: tea 🫖 / "quoted"');
  });
  await tally.call('is told of its own message and does not answer that', async () => {
    await control.flush();
    await soon(
      async () => (await deliveries(platform)).some((body) => body.includes('"is_echo":true')),
      'no echo was sent',
    );
    assert.deepEqual(await platform.pageTexts(), ['heard: tea 🫖 / "quoted"']);
  });
  await tally.call('accepts every webhook it was sent', async () => {
    await soon(
      async () => (await control.deliveries()).every(({ status }) => status !== 'pending'),
      'some are pending',
    );
    const refused = (await control.deliveries()).filter(({ status }) => status === 'failed');
    assert.deepEqual(refused, []);
  });
  if (!bot.survivesForgery) return;
  await tally.call('does not answer what is signed with another secret', async () => {
    await control.setFaults({ signature: 'wrong', badAttempts: 1000 });
    await write('forged');
    await soon(
      async () => (await control.deliveries()).some(({ attempts }) => attempts.at(-1)?.fault),
      'nothing was sent',
    );
    await control.setFaults({ signature: 'right' });
    await write('genuine');
    await saysSoon(platform, 'heard: genuine');
    assert.ok(!(await platform.pageTexts()).includes('heard: forged'));
  });
}

/** Makes the bot the app's callback, which the platform does only after a handshake. */
async function subscribe(
  { graphUrl, app }: Platform,
  callbackUrl: string,
  verifyToken: string,
): Promise<{ status: number; text: string }> {
  const fields = 'messages,messaging_postbacks,message_echoes,messaging_referrals';
  const proof = createHmac('sha256', app.secret).update(app.token).digest('hex');
  const its = { object: 'page', callback_url: callbackUrl, fields, verify_token: verifyToken };
  const body = { ...its, access_token: app.token, appsecret_proof: proof };
  const response = await fetch(`${graphUrl}/v25.0/${app.id}/subscriptions`, {
    method: 'POST',
    body: new URLSearchParams(body),
  });
  return { status: response.status, text: await response.text() };
}

async function deliveries({ control }: Platform): Promise<string[]> {
  return (await control.deliveries()).map(({ body }) => String(body));
}

async function saysSoon(platform: Platform, text: string): Promise<void> {
  await soon(async () => (await platform.pageTexts()).includes(text), `the Page did not say "${text}"`);
}

async function soon(isSo: () => Promise<boolean>, otherwise: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${otherwise} within five seconds`);
}
