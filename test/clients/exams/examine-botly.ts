import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Exam } from '../exam.ts';
import type { Express } from '../express-library.ts';
import { judgeBot } from '../judge-bot.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';

type Answer = Record<string, unknown>;
type Callback = (error: Error | null, answer: Answer) => void;
type Call = (options: object, callback: Callback) => void;

interface Botly extends Readonly<
  Record<
    'sendText' | 'sendButtons' | 'sendImage' | 'sendAction' | 'getUserProfile' | 'setGetStarted' | 'setPersistentMenu',
    Call
  >
> {
  readonly removePersistentMenu: Call;
  on(event: 'message', listener: (sender: string, message: unknown, data: { readonly text: string }) => void): void;
  router(): unknown;
  getVerifySignature(secret: string): (request: unknown, response: unknown, bytes: Buffer) => void;
  createPostbackButton(title: string, payload: string): object;
}

/** botly: a router for Express that checks the SHA-1 signature. */
export const examineBotly: Exam = async ({ load, platform, tally }) => {
  const Bot = load<new (options: object) => Botly>('botly');
  const express = load<Express>('express');
  const { app, page, psid } = platform;
  const bot = new Bot({ accessToken: page.token, verifyToken: app.verifyToken, FB_URL: `${platform.graphUrl}/v2.12/` });
  const call = (method: Call, options: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      method.call(bot, options, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  bot.on('message', (sender, _message, data) => void call(bot.sendText, { id: sender, text: `heard: ${data.text}` }));
  const web = express();
  web.use(express.json({ verify: bot.getVerifySignature(app.secret) }));
  web.use('/bot', bot.router());
  // Express would print the refused signature with its stack.
  web.use((_error: unknown, _request: unknown, response: { sendStatus(code: number): void }, _next: unknown) => {
    response.sendStatus(403);
  });
  const server = await listenOnLoopback(createServer(web));
  try {
    await judgeBot({ platform, tally }, { callbackUrl: `${server.url}/bot`, survivesForgery: true });
    await tally.call('getUserProfile', async () => {
      assert.equal((await call(bot.getUserProfile, { id: psid }))['first_name'], 'Ada');
    });
    await tally.call('sendButtons', async () => {
      const buttons = [bot.createPostbackButton('Yes', 'YES')];
      assert.ok((await call(bot.sendButtons, { id: psid, text: 'Tea?', buttons }))['message_id']);
    });
    await tally.call('sendImage', async () => {
      assert.ok((await call(bot.sendImage, { id: psid, url: 'https://example.com/tea.png' }))['message_id']);
    });
    await tally.call('sendAction', async () => {
      assert.equal((await call(bot.sendAction, { id: psid, action: 'mark_seen' }))['recipient_id'], psid);
    });
    await tally.call('setGetStarted, setPersistentMenu, removePersistentMenu', async () => {
      const pageId = page.id;
      assert.equal((await call(bot.setGetStarted, { pageId, payload: 'HELLO' }))['result'], 'success');
      const menu = [{ locale: 'default', call_to_actions: [{ type: 'postback', title: 'Help', payload: 'HELP' }] }];
      assert.equal((await call(bot.setPersistentMenu, { pageId, menu }))['result'], 'success');
      assert.equal((await call(bot.removePersistentMenu, { pageId }))['result'], 'success');
    });
  } finally {
    await server.close();
  }
};
