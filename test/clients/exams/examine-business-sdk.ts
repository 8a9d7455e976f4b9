import assert from 'node:assert/strict';
import type { Exam } from '../exam.ts';

type Answer = Record<string, unknown>;

interface Api {
  call(
    method: string,
    path: readonly string[],
    params: object,
    files: object,
    isMultipart: boolean,
    urlOverride: string,
  ): Promise<Answer>;
}

interface Library {
  readonly FacebookAdsApi: new (token: string, locale: string, crashLog: boolean) => Api;
}

/** facebook-nodejs-business-sdk: Meta's own client. Only `call` takes another address; the objects built on it do not. */
export const examineBusinessSdk: Exam = async ({ load, platform, tally }) => {
  const { FacebookAdsApi } = load<Library>('facebook-nodejs-business-sdk');
  const { page, psid, app } = platform;
  const callAs = (token: string) => {
    const api = new FacebookAdsApi(token, 'en_US', false);
    return (method: string, path: readonly string[], params: object = {}): Promise<Answer> =>
      api.call(method, path, params, {}, false, platform.graphUrl);
  };
  const asPage = callAs(page.token);

  await tally.call('GET me', async () =>
    assert.equal((await asPage('GET', ['me'], { fields: 'name' }))['id'], page.id),
  );
  await tally.call('POST me/messages', async () => {
    await asPage('POST', ['me', 'messages'], { recipient: { id: psid }, message: { text: 'by SDK' } });
    assert.equal((await platform.pageTexts()).at(-1), 'by SDK');
  });
  await tally.call('POST, GET, DELETE messenger_profile', async () => {
    await asPage('POST', ['me', 'messenger_profile'], { greeting: [{ locale: 'default', text: 'Hi' }] });
    const { data } = await asPage('GET', ['me', 'messenger_profile'], { fields: 'greeting' });
    assert.deepEqual(data, [{ greeting: [{ locale: 'default', text: 'Hi' }] }]);
    assert.equal((await asPage('DELETE', ['me', 'messenger_profile'], { fields: ['greeting'] }))['result'], 'success');
  });
  await tally.call('GET {app}/subscriptions', async () => {
    const { data } = await callAs(app.token)('GET', [app.id, 'subscriptions']);
    assert.equal(Array.isArray(data) && data[0]?.object, 'page');
  });
  await tally.call('an error of the platform', async () => {
    const refused = asPage('POST', ['me', 'messages'], { recipient: { id: '1' }, message: { text: 'nobody' } });
    await assert.rejects(refused, /No matching user found/);
  });
};
