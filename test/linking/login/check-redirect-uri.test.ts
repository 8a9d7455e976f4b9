import { describe, expect, test } from 'vitest';
import { checkRedirectUri } from '../../../server/linking/login/at-platform/check-redirect-uri.ts';

const PATH = '/messenger_platform/account_linking';

describe('the way back to Messenger', () => {
  test.each([
    `https://www.facebook.com${PATH}/?account_linking_token=T`,
    `https://facebook.com${PATH}?account_linking_token=T&x=%2F..%2F`,
    `https://www.messenger.com${PATH}/`,
    `https://messenger.com${PATH}`,
    `https://m.facebook.com${PATH}`,
    `http://localhost:8788${PATH}/`,
    `https://www.facebook.com:443${PATH}/`,
    `HTTPS://WWW.FACEBOOK.COM${PATH}/`,
  ])('is %s', (text) => {
    expect(checkRedirectUri(text, ['https://m.facebook.com', 'http://localhost:8788'])).toBeInstanceOf(URL);
  });

  test.each([
    ['plain http', `http://www.facebook.com${PATH}/`],
    ['another port', `https://www.facebook.com:8443${PATH}/`],
    ['a user name that looks like the host', `https://www.facebook.com@evil.example${PATH}/`],
    ['an empty user name', `https://@www.facebook.com${PATH}/`],
    ['a password', `https://a:b@www.facebook.com${PATH}/`],
    ['the host as a part of another', `https://www.facebook.com.evil.example${PATH}/`],
    ['another before the host', `https://evilfacebook.com${PATH}/`],
    ['a host that was not allowed', `https://m.facebook.com${PATH}/`],
    ['a full stop at the end', `https://www.facebook.com.${PATH}/`],
    ['a backslash', `https://evil.example\\@www.facebook.com${PATH}/`],
    ['a backslash before the host', `https:\\\\evil.example${PATH}/`],
    ['no scheme', `//www.facebook.com${PATH}/`],
    ['no host', PATH],
    ['a script', `javascript:location='https://www.facebook.com${PATH}/'`],
    ['data', `data:text/html,https://www.facebook.com${PATH}/`],
    ['another path', 'https://www.facebook.com/l.php?u=https://evil.example'],
    ['a path that begins right', `https://www.facebook.com${PATH}/../../l.php`],
    ['a path with its dots escaped', `https://www.facebook.com${PATH}/%2e%2e/l.php`],
    ['a path that gets right', `https://www.facebook.com/x/..${PATH}/`],
    ['a longer path', `https://www.facebook.com${PATH}/evil`],
    ['a longer last name', `https://www.facebook.com${PATH}_evil`],
    ['two slashes', `https://www.facebook.com/${PATH}/`],
    ['an escaped slash', 'https://www.facebook.com/messenger_platform%2Faccount_linking/'],
    ['the path in capitals', `https://www.facebook.com${PATH.toUpperCase()}/`],
    ['a fragment', `https://www.facebook.com${PATH}/#@evil.example`],
    ['a line end in the host', `https://www.face\nbook.com${PATH}/`],
    ['a tab before the scheme', `\thttps://www.facebook.com${PATH}/`],
    ['a space behind it', `https://www.facebook.com${PATH}/ `],
    ['letters that look alike', `https://www.fаcebook.com${PATH}/`],
    ['full-width letters', `https://www.ｆacebook.com${PATH}/`],
    ['an ideographic full stop', `https://www。facebook。com${PATH}/`],
    ['more than anybody writes', `https://www.facebook.com${PATH}/?x=${'x'.repeat(5000)}`],
    ['nothing', ''],
  ])('is not %s', (_title, text) => {
    expect(checkRedirectUri(text)).toBeNull();
  });
});
