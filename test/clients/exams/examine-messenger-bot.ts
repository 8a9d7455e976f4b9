import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { Exam } from '../exam.ts';
import { judgeBot } from '../judge-bot.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';

interface MessengerBot {
  on(event: 'error', listener: (error: Error) => void): void;
  on(event: 'message', listener: (event: Heard, reply: (message: object) => Promise<unknown>) => void): void;
  middleware(): RequestListener;
  getProfile(psid: string): Promise<Record<string, unknown>>;
  setGetStartedButton(payload: object): Promise<Record<string, unknown>>;
  removeGetStartedButton(): Promise<Record<string, unknown>>;
  sendSenderAction(psid: string, action: string): Promise<Record<string, unknown>>;
}

interface Heard {
  readonly message: { readonly text: string };
}

/** messenger-bot: checks the SHA-1 signature, sends JSON with the token in the query. */
export const examineMessengerBot: Exam = async ({ load, platform, tally }) => {
  const Bot = load<new (options: object) => MessengerBot>('messenger-bot');
  const { app, page, psid } = platform;
  const bot = new Bot({
    token: page.token,
    verify: app.verifyToken,
    app_secret: app.secret,
    graph_url: `${platform.graphUrl}/v2.12/`,
  });
  const refusals: string[] = [];
  bot.on('error', (error) => refusals.push(error.message));
  bot.on('message', ({ message }, reply) => void reply({ text: `heard: ${message.text}` }));
  const server = await listenOnLoopback(createServer(bot.middleware()));
  try {
    await judgeBot({ platform, tally }, { callbackUrl: server.url, survivesForgery: true });
    await tally.call('says itself that the forged one was forged', () => {
      assert.deepEqual([...new Set(refusals)], ['Message integrity check failed']);
    });
    await tally.call('getProfile', async () => assert.equal((await bot.getProfile(psid))['first_name'], 'Ada'));
    await tally.call('sendSenderAction', async () => {
      assert.equal((await bot.sendSenderAction(psid, 'typing_on'))['recipient_id'], psid);
    });
    await tally.call('setGetStartedButton, removeGetStartedButton', async () => {
      assert.equal((await bot.setGetStartedButton({ payload: 'HELLO' }))['result'], 'success');
      assert.equal((await bot.removeGetStartedButton())['result'], 'success');
    });
  } finally {
    await server.close();
  }
};
