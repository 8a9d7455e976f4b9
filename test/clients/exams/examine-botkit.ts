import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Exam } from '../exam.ts';
import type { Express, ExpressApp } from '../express-library.ts';
import { judgeBot } from '../judge-bot.ts';
import { listenOnLoopback } from '../listen-on-loopback.ts';
import { startTlsFront } from '../tls-front.ts';

type Answer = Record<string, unknown>;

interface FacebookApi {
  callAPI(path: string, method: string, payload?: object): Promise<Answer>;
}

interface FacebookAdapter {
  getAPI(activity: object): Promise<FacebookApi>;
}

interface AdapterLibrary {
  readonly FacebookAdapter: new (options: object) => FacebookAdapter;
  readonly FacebookEventTypeMiddleware: new () => object;
}

interface Botkit {
  ready(listener: () => void): void;
  on(
    event: string,
    listener: (bot: { reply(to: object, text: string): Promise<unknown> }, message: Heard) => unknown,
  ): void;
}

interface Heard {
  readonly text: string;
}

interface BotkitLibrary {
  readonly Botkit: new (options: object) => Botkit;
}

/** Botkit with its Facebook adapter: checks the SHA-1 signature, sends a proof with every call, and a body with every GET. */
export const examineBotkit: Exam = async ({ load, platform, tally }) => {
  const { FacebookAdapter } = load<AdapterLibrary>('botbuilder-adapter-facebook');
  const { app, page, psid, control } = platform;
  const front = await startTlsFront(load, platform.graphUrl);
  await control.setApp({ requiresProof: true });
  const adapter = new FacebookAdapter({
    verify_token: app.verifyToken,
    app_secret: app.secret,
    access_token: page.token,
    api_host: `localhost:${front.port}/graph`,
  });
  const web = webOf(load<Express>('express'));
  const { Botkit } = load<BotkitLibrary>('botkit');
  const bot = new Botkit({ adapter, webserver: web, webhook_uri: '/bot', disable_console: true });
  bot.on('message', async (worker, message) => await worker.reply(message, `heard: ${message.text}`));
  await new Promise<void>((resolve) => bot.ready(resolve));
  const server = await listenOnLoopback(createServer(web));
  try {
    await judgeBot({ platform, tally }, { callbackUrl: `${server.url}/bot`, survivesForgery: false });
    const api = await adapter.getAPI({});
    await tally.call('callAPI GET {psid}', async () => {
      assert.equal((await api.callAPI(`/${psid}`, 'GET', { fields: 'first_name' }))['first_name'], 'Ada');
    });
    await tally.call('callAPI POST and DELETE /me/messenger_profile', async () => {
      const profile = { get_started: { payload: 'HELLO' } };
      assert.equal((await api.callAPI('/me/messenger_profile', 'POST', profile))['result'], 'success');
      const gone = { fields: ['get_started'] };
      assert.equal((await api.callAPI('/me/messenger_profile', 'DELETE', gone))['result'], 'success');
    });
    await tally.call('an error of the platform', async () => {
      await assert.rejects(api.callAPI('/me/nothing', 'GET'), /Unsupported get request/);
    });
  } finally {
    await server.close();
    await front.close();
  }
};

/** Its documentation asks for the raw body beside the parsed one. */
function webOf(express: Express): ExpressApp {
  const web = express();
  web.use(express.json({ verify: (request, _response, bytes) => void (request.rawBody = bytes.toString()) }));
  return web;
}
