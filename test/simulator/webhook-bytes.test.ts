import { describe, expect, test } from 'vitest';
import { serialisePayload } from '../../server/simulator/webhook/serialise-payload.ts';
import { signPayload } from '../../server/simulator/webhook/sign-payload.ts';
import { APP_SECRET } from './simulator-fixture.ts';

const BODY =
  String.raw`{"object":"page","entry":[{"id":"1067280970047460","time":1512418869682,"messaging":[` +
  String.raw`{"sender":{"id":"1254459154682919"},"recipient":{"id":"1067280970047460"},"timestamp":1512418869302,` +
  String.raw`"message":{"mid":"m_test-1","text":"\u00e4\u00f6\u00e5 \ud83d\ude00 https:\/\/example.com"}}]}]}`;

describe('the bytes of a webhook', () => {
  test('are compact JSON with lower-case escapes and escaped slashes', () => {
    expect(BODY).toHaveLength(281);
    expect(serialisePayload(JSON.parse(BODY))).toBe(BODY);
  });

  test('stay ASCII and readable whatever the text holds', () => {
    const text = 'a"\\/\n\u0001\u007f\u0080é\u2028漢\ud800😀';
    const body = serialisePayload({ text });
    expect(body).toMatch(/^[\x20-\x7f]*$/);
    expect(JSON.parse(body)).toEqual({ text });
  });

  test('leave out what is undefined', () => {
    expect(serialisePayload({ optin: { ref: undefined, user_ref: 'u' } })).toBe('{"optin":{"user_ref":"u"}}');
  });

  test('are signed with both headers of the published vector', () => {
    expect(signPayload(APP_SECRET, BODY)).toEqual({
      'x-hub-signature': 'sha1=a96c37800531a0d337d8809ba7d3ab43820de098',
      'x-hub-signature-256': 'sha256=5944d5baffcbb2589569289223d9001c98b154043765c714d26fc8cba2e8d8a3',
    });
  });
});
