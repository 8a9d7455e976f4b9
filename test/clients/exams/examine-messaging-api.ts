import assert from 'node:assert/strict';
import type { Exam } from '../exam.ts';

type Room = Parameters<Exam>[0];
type Answer = Record<string, unknown>;
type Call = (...args: readonly unknown[]) => Promise<Answer>;

/** The calls of its client that are made here. */
type MessengerClient = Readonly<
  Record<
    | 'getPageInfo'
    | 'debugToken'
    | 'getUserProfile'
    | 'sendText'
    | 'sendButtonTemplate'
    | 'sendImage'
    | 'typingOn'
    | 'uploadImage'
    | 'sendBatch'
    | 'setGetStarted'
    | 'setGreeting'
    | 'setPersistentMenu'
    | 'deletePersistentMenu'
    | 'createPersona'
    | 'getThreadOwner'
    | 'passThreadControlToPageInbox',
    Call
  >
> & {
  getGetStarted(): Promise<unknown>;
  setWhitelistedDomains(domains: readonly string[]): Promise<Answer>;
  getWhitelistedDomains(): Promise<readonly string[] | null>;
  getSubscriptions(options: { accessToken: string }): Promise<readonly Answer[]>;
  getAllPersonas(): Promise<readonly Answer[]>;
};

interface Library {
  readonly MessengerClient: new (config: object) => MessengerClient;
  readonly MessengerBatch: Readonly<Record<'sendText' | 'getUserProfile', (...args: readonly unknown[]) => object>>;
}

/** messaging-api-messenger: the client of Bottender. It sends JSON, a proof with every call, and forms for uploads. */
export const examineMessagingApi: Exam = async (room) => {
  const { load, platform, tally } = room;
  const library = load<Library>('messaging-api-messenger');
  const { app, page, control } = platform;
  const config = {
    accessToken: page.token,
    appId: app.id,
    appSecret: app.secret,
    origin: platform.graphUrl,
    version: '25.0',
  };
  // Its debugToken proves the Page's token where it sends the app's, so that only a client without proofs can call it.
  const unproved = new library.MessengerClient({ ...config, skipAppSecretProof: true });
  await tally.call('debugToken with skipAppSecretProof', async () => {
    assert.equal((await unproved.debugToken())['isValid'], true);
  });
  await control.setApp({ requiresProof: true });
  await tally.call('is refused without a proof where the app requires one', async () => {
    await assert.rejects(unproved.getPageInfo(), /require an appsecret_proof argument/);
  });
  const client = new library.MessengerClient(config);
  await examineReading(room, client);
  await examineSending(room, client, library);
  await examineProfile(room, client);
  await examineThreadControl(room, client);
};

async function examineReading({ platform, tally }: Room, client: MessengerClient): Promise<void> {
  const { app, page, psid } = platform;
  await tally.call('getPageInfo', async () => assert.equal((await client.getPageInfo())['id'], page.id));
  await tally.call('getSubscriptions', async () => {
    const [first] = await client.getSubscriptions({ accessToken: app.token });
    assert.equal(first?.['object'], 'page');
  });
  await tally.call('getUserProfile', async () => assert.equal((await client.getUserProfile(psid))['firstName'], 'Ada'));
  await tally.call('createPersona, getAllPersonas', async () => {
    await client.createPersona({ name: 'Camellia', profilePictureUrl: 'https://example.com/c.png' });
    assert.equal((await client.getAllPersonas()).length, 1);
  });
}

async function examineSending(
  { platform, tally }: Room,
  client: MessengerClient,
  { MessengerBatch }: Library,
): Promise<void> {
  const { psid } = platform;
  await tally.call('sendText', async () => {
    assert.equal((await client.sendText(psid, 'Grüße 🫖'))['recipientId'], psid);
    assert.equal((await platform.pageTexts()).at(-1), 'Grüße 🫖');
  });
  await tally.call('sendButtonTemplate', async () => {
    const buttons = [{ type: 'postback', title: 'Yes', payload: 'YES' }];
    assert.ok((await client.sendButtonTemplate(psid, 'Tea?', buttons))['messageId']);
  });
  await tally.call('typingOn', async () => assert.equal((await client.typingOn(psid))['recipientId'], psid));
  await tally.call('uploadImage by address', async () => {
    const options = { isReusable: true };
    assert.ok((await client.uploadImage('https://example.com/tea.png', options))['attachmentId']);
  });
  await tally.call('uploadImage as a form', async () => {
    const options = { isReusable: true, filename: 'tea.png' };
    assert.ok((await client.uploadImage(Buffer.from('not really a picture'), options))['attachmentId']);
  });
  await tally.call('sendImage as a form', async () => {
    assert.ok((await client.sendImage(psid, Buffer.from('a picture'), { filename: 'tea.png' }))['messageId']);
  });
  await tally.call('sendBatch', async () => {
    const answers = await client.sendBatch([
      MessengerBatch.sendText(psid, 'one'),
      MessengerBatch.sendText(psid, 'two'),
    ]);
    assert.deepEqual(Array.isArray(answers) && answers.map((answer: Answer) => answer['code']), [200, 200]);
    assert.deepEqual((await platform.pageTexts()).slice(-2), ['one', 'two']);
  });
  await tally.call('an error of the platform', async () => {
    await assert.rejects(client.sendText('1', 'nobody'), /100 OAuthException .*No matching user found/);
  });
}

async function examineProfile({ tally }: Room, client: MessengerClient): Promise<void> {
  await tally.call('setGetStarted, getGetStarted', async () => {
    await client.setGetStarted('HELLO');
    assert.deepEqual(await client.getGetStarted(), { payload: 'HELLO' });
  });
  await tally.call('setGreeting', async () => assert.equal((await client.setGreeting('Hi'))['result'], 'success'));
  await tally.call('setWhitelistedDomains, getWhitelistedDomains', async () => {
    await client.setWhitelistedDomains(['https://example.com']);
    assert.deepEqual(await client.getWhitelistedDomains(), ['https://example.com/']);
  });
  await tally.call('setPersistentMenu, deletePersistentMenu', async () => {
    await client.setPersistentMenu([{ type: 'postback', title: 'Help', payload: 'HELP' }]);
    assert.equal((await client.deletePersistentMenu())['result'], 'success');
  });
}

async function examineThreadControl({ platform, tally }: Room, client: MessengerClient): Promise<void> {
  const { psid } = platform;
  await tally.call('passThreadControlToPageInbox, getThreadOwner', async () => {
    await client.passThreadControlToPageInbox(psid);
    assert.equal((await client.getThreadOwner(psid))['appId'], '263902037430900');
    await assert.rejects(client.sendText(psid, 'too late'), /another app is controlling/);
  });
}
