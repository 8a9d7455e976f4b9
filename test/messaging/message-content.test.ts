import { describe, expect, test } from 'vitest';
import { checkContent } from '../../server/messaging/check-content.ts';
import { toWireMessage } from '../../server/messaging/to-wire-message.ts';
import { type MessageContent, MessageContent as Content, PostMessageBody } from '../../shared/api/messages.ts';

const reply = (change: object = {}): object => ({ title: 'Yes', payload: 'YES', ...change });
const replies = (count: number): object[] => Array.from({ length: count }, () => reply());
const postback = (change: object = {}): object => ({ type: 'postback', title: 'Yes', payload: 'YES', ...change });
const url = (address: string): object => ({ text: 'x', buttons: [{ type: 'url', title: 'Go', url: address }] });
const isFine = (content: object): boolean => Content.safeParse(content).success;

describe('the content of a message', () => {
  test.each<[string, object]>([
    ['text of 2000 units', { text: 'x'.repeat(2000) }],
    ['text above buttons of 640 units', { text: 'x'.repeat(640), buttons: [postback()] }],
    ['13 quick replies', { text: 'x', quickReplies: replies(13) }],
    ['a title of 20 units', { text: 'x', quickReplies: [reply({ title: '👍'.repeat(10) })] }],
    ['a payload of 1000 units', { text: 'x', buttons: [postback({ payload: 'x'.repeat(1000) })] }],
    [
      'an image instead of a payload',
      { text: 'x', quickReplies: [reply({ payload: '', imageUrl: 'https://a.example/i.png' })] },
    ],
    [
      'log in and log out',
      { text: 'x', buttons: [{ type: 'account_link', url: 'https://a.example/l?x=1#y' }, { type: 'account_unlink' }] },
    ],
    ['an address on this machine', url('http://localhost:8788/x')],
  ])('may be %s', (_, content) => {
    expect(isFine(content)).toBe(true);
  });

  test.each<[string, object]>([
    ['no text', { text: '' }],
    ['nothing but white space', { text: ' \n\t' }],
    ['text of 2001 units', { text: 'x'.repeat(2001) }],
    ['1001 characters of two units each', { text: '👍'.repeat(1001) }],
    ['text above buttons of 641 units', { text: 'x'.repeat(641), buttons: [postback()] }],
    ['14 quick replies', { text: 'x', quickReplies: replies(14) }],
    ['no quick reply at all', { text: 'x', quickReplies: [] }],
    ['4 buttons', { text: 'x', buttons: [postback(), postback(), postback(), postback()] }],
    ['no button at all', { text: 'x', buttons: [] }],
    ['both', { text: 'x', buttons: [postback()], quickReplies: [reply()] }],
    ['a title of 21 units', { text: 'x', buttons: [postback({ title: 'x'.repeat(21) })] }],
    ['a title of 11 characters of two units', { text: 'x', quickReplies: [reply({ title: '👍'.repeat(11) })] }],
    ['a button without title', { text: 'x', buttons: [postback({ title: '' })] }],
    ['a payload of 1001 units', { text: 'x', quickReplies: [reply({ payload: 'x'.repeat(1001) })] }],
    ['a quick reply without payload and image', { text: 'x', quickReplies: [reply({ payload: '' })] }],
    ['an unknown button', { text: 'x', buttons: [{ type: 'phone_number', title: 'Call', payload: '+1' }] }],
    ['a log-in button without address', { text: 'x', buttons: [{ type: 'account_link' }] }],
    ['plain http', url('http://a.example/')],
    ['plain http that looks local', url('http://localhost.a.example/')],
    ['an address with a user', url('https://shop.example@evil.example/')],
    ['an address with a backslash', url('https://shop.example\\@evil.example/')],
    ['a script', url('javascript:alert(1)')],
    ['an address with white space', url('https://a.example/ x')],
    ['an address of 2001 units', url(`https://a.example/${'x'.repeat(1983)}`)],
  ])('may not be %s', (_, content) => {
    expect(isFine(content)).toBe(false);
    expect(PostMessageBody.safeParse({ pageId: '1', psid: '2', ...content }).success).toBe(false);
  });

  test('with plain http is for a server without encryption only, and log-in buttons are not for Instagram', () => {
    const at = (publicUrl: string) => ({ settings: { publicUrl } }) as Parameters<typeof checkContent>[0];
    const local = url('http://localhost:1/') as MessageContent;
    expect(checkContent(at('http://localhost:8787'), local, 'messenger')).toBeNull();
    expect(checkContent(at('https://chat.example'), local, 'messenger')).toMatchObject({ code: 'content_invalid' });
    const login: MessageContent = { text: 'x', buttons: [{ type: 'account_unlink' }] };
    expect(checkContent(at('https://chat.example'), login, 'messenger')).toBeNull();
    expect(checkContent(at('https://chat.example'), login, 'instagram')).toMatchObject({ code: 'content_invalid' });
    const long: MessageContent = { text: 'x'.repeat(2001) };
    expect(checkContent(at('https://chat.example'), long, null)).toMatchObject({
      message: expect.stringContaining('"text"'),
    });
  });

  test("goes out in the platform's words, with our id as its metadata", () => {
    const quickReplies = [
      { title: 'A', payload: 'a' },
      { title: 'B', payload: '', imageUrl: 'https://a.example/b.png' },
    ];
    expect(toWireMessage({ text: 'x', quickReplies }, 'msg_1')).toEqual({
      text: 'x',
      quick_replies: [
        { content_type: 'text', title: 'A', payload: 'a' },
        { content_type: 'text', title: 'B', payload: '', image_url: 'https://a.example/b.png' },
      ],
      metadata: 'msg_1',
    });
    const buttons: MessageContent['buttons'] = [
      { type: 'url', title: 'Go', url: 'https://a.example/', webviewHeight: 'tall' },
      { type: 'postback', title: 'Yes', payload: 'YES' },
      { type: 'account_link', url: 'https://a.example/in' },
    ];
    expect(toWireMessage({ text: 'x', buttons }, 'msg_2')).toEqual({
      attachment: {
        type: 'template',
        payload: {
          template_type: 'button',
          text: 'x',
          buttons: [
            { type: 'web_url', title: 'Go', url: 'https://a.example/', webview_height_ratio: 'tall' },
            { type: 'postback', title: 'Yes', payload: 'YES' },
            { type: 'account_link', url: 'https://a.example/in' },
          ],
        },
      },
      metadata: 'msg_2',
    });
    expect(toWireMessage({ text: 'x', buttons: [{ type: 'account_unlink' }] }, 'm')).toMatchObject({
      attachment: { payload: { buttons: [{ type: 'account_unlink' }] } },
    });
  });
});
