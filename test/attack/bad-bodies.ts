import { gzipSync } from 'node:zlib';
import { type BadBody, bodyOf, messageJson, UNREADABLE } from './bad-body.ts';

const LIMIT = 2 * 1024 * 1024;
const DEEP = 100_000;
const APPLIED = 'split 1/0 (applied)';
const SPACE = 0x20;
const WRONG_TYPES = '{"sender":[],"recipient":7,"timestamp":{},"message":"m","postback":true,"optin":"o"}';

/** Bodies whose signature, length or size refuses them, and what is signed and no text. */
export function bytesCases(pageId: string): BadBody[] {
  const good = (): Buffer => bodyOf(pageId, messageJson(pageId));
  const zeros = `sha256=${'0'.repeat(64)}`;
  const refused = { answer: 401, kept: null } as const;
  const tooLarge = { answer: 413, kept: null } as const;
  return [
    { name: 'forged signature', body: good(), options: { headers: { 'x-hub-signature-256': zeros } }, ...refused },
    { name: 'no signature', body: good(), options: { headers: { 'x-hub-signature-256': undefined } }, ...refused },
    { name: 'signature of other bytes', ...changedAfterSigning(good()), ...refused },
    { name: 'past 2 MB, length declared', body: Buffer.alloc(LIMIT + 1, SPACE), ...tooLarge },
    { name: 'past 2 MB, chunked', body: Buffer.alloc(LIMIT + 1, SPACE), options: { chunked: true }, ...tooLarge },
    { name: '20 MB, chunked', body: Buffer.alloc(10 * LIMIT, SPACE), options: { chunked: true }, ...tooLarge },
    { name: 'exactly 2 MB of spaces', body: Buffer.alloc(LIMIT, SPACE), kept: UNREADABLE },
    { name: 'empty body', body: Buffer.alloc(0), kept: UNREADABLE },
    { name: 'empty body, chunked', body: Buffer.from('\n'), options: { chunked: true }, kept: UNREADABLE },
    { name: 'truncated JSON, signed so', body: good().subarray(0, -3), kept: UNREADABLE },
    { name: 'HTML as JSON', body: Buffer.from('<html><script>alert(1)</script></html>'), kept: UNREADABLE },
    { name: 'content type text/html', body: good(), options: { contentType: 'text/html' }, kept: APPLIED },
    { name: 'no content type', body: good(), options: { contentType: null }, kept: APPLIED },
    {
      name: 'gzip, said so',
      body: gzipSync(good()),
      options: { headers: { 'content-encoding': 'gzip' } },
      kept: UNREADABLE,
    },
    {
      name: 'UTF-8 with a byte order mark',
      body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), good()]),
      kept: APPLIED,
    },
    { name: 'UTF-16 with a byte order mark', body: utf16(good(), true), kept: UNREADABLE },
    { name: 'UTF-16 without', body: utf16(good(), false), kept: UNREADABLE },
    { name: 'Latin-1', body: Buffer.from('{"object":"page","entry":[{"id":"é"}]}', 'latin1'), kept: UNREADABLE },
    { name: 'overlong UTF-8', body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]), kept: UNREADABLE },
    { name: 'only NULs', body: Buffer.alloc(1000), kept: UNREADABLE },
  ];
}

/** Well-formed text with something unpleasant in it. */
export function jsonCases(pageId: string): BadBody[] {
  const one = (name: string, ...message: Parameters<typeof messageJson> extends [string, ...infer R] ? R : never) => ({
    name,
    body: bodyOf(pageId, messageJson(pageId, ...message)),
    kept: APPLIED,
  });
  const brackets = '['.repeat(DEEP);
  return [
    { name: '100,000 lists in each other', body: Buffer.from(brackets + ']'.repeat(DEEP)), kept: UNREADABLE },
    { name: '100,000 lists begun', body: Buffer.from(brackets), kept: UNREADABLE },
    {
      name: '100,000 objects in each other',
      body: Buffer.from(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`),
      kept: UNREADABLE,
    },
    {
      name: '100,000 lists in an event',
      body: bodyOf(pageId, `{"x":${brackets}${']'.repeat(DEEP)}}`),
      kept: UNREADABLE,
    },
    one('100,000 brackets in a text', '', `"${brackets}"`),
    { name: 'duplicate keys: the last one counts', body: duplicateKeys(pageId), kept: APPLIED },
    one('__proto__ in an event', ',"__proto__":{"isAdmin":true},"\\u005f_proto__":{"sender":{"id":"1"}}'),
    one('constructor and its prototype', ',"constructor":{"prototype":{"isAdmin":true}},"prototype":[]'),
    one('names of every object', ',"toString":1,"valueOf":"x","hasOwnProperty":null,"then":{},"toJSON":"y"'),
    one('lone surrogates in a text', '', String.raw`"\ud83d and \ude00"`),
    one('lone surrogate in an id', '', '"x"', String.raw`"7\ud800"`),
    one('NUL in a text', '', String.raw`"before\u0000after"`),
    one('NUL in an id', '', '"x"', String.raw`"7000\u00001"`),
    one('NUL in a ref', String.raw`,"referral":{"ref":"a\u0000b","source":"SHORTLINK","type":"OPEN_THREAD"}`),
    one('lone surrogate in a ref', String.raw`,"referral":{"ref":"a\udfff","source":"SHORTLINK","type":"OPEN_THREAD"}`),
    one('id of 2^53 + 1 as a number', '', '"x"', '9007199254740993'),
    one('id of 400 digits as a number', '', '"x"', '9'.repeat(400)),
    one('id of 1 MB', '', '"x"', `"${'7'.repeat(1024 * 1024)}"`),
    one('ref of 1 MB', `,"referral":{"ref":"${'r'.repeat(1024 * 1024)}","source":"SHORTLINK","type":"OPEN_THREAD"}`),
    one('text of 1.9 MB', '', `"${'x'.repeat(1_900_000)}"`),
    one('numbers 1e400 and -0', ',"timestamp":1e400,"watermark":-0,"seq":-1e-400'),
    one('time of the year 275761', ',"timestamp":8640000000000001'),
    one('time before 1970', ',"timestamp":-1'),
    one('time of 400 digits', `,"timestamp":${'1'.repeat(400)}`),
    { name: 'every field of the wrong type', body: bodyOf(pageId, WRONG_TYPES), kept: 'split 1/0 (parked)' },
    { name: 'a list where the body belongs', body: Buffer.from('[[],[{}],"x"]'), kept: 'split 1/0 (parked)' },
    { name: 'null', body: Buffer.from('null'), kept: 'split 0/0' },
    {
      name: 'entry is no list',
      body: Buffer.from('{"object":"page","entry":"everything"}'),
      kept: 'split 1/0 (parked)',
    },
    { name: 'neighbours of an event with a NUL', body: neighbours(pageId), kept: 'split 3/0 (applied)' },
    {
      name: 'neighbours of an id of 1 MB',
      body: neighbours(pageId, '8'.repeat(1024 * 1024)),
      kept: 'split 3/0 (applied)',
    },
  ];
}

/** Bodies with very much in them. */
export function massCases(pageId: string): BadBody[] {
  const entries = Array.from({ length: 100_000 }, (_, at) => `{"id":"${at}"}`);
  const picture = '{"type":"image","payload":{"url":"https://cdn.example/a.jpg?oe=6A0B1C2D"}}';
  const attachments = `,"attachments":[${Array.from({ length: 20 }, () => picture).join()}]`;
  const update = (): string => messageJson(pageId).replace(',"text":"hello"', attachments);
  const again = messageJson(pageId);
  const strange = Array.from({ length: 5000 }, (_, at) => `{"x":${at}}`);
  return [
    {
      name: '100,000 entries',
      body: Buffer.from(`{"object":"page","entry":[${entries.join()}]}`),
      kept: 'unreadable 0/0',
    },
    {
      name: '1000 updates with 20 attachments each',
      body: bodyOf(pageId, ...times(1000, update)),
      kept: 'split 1000/0 (applied)',
    },
    {
      name: '10,000 times one message',
      body: bodyOf(pageId, ...times(10_000, () => again)),
      kept: 'split 1/9999 (applied)',
    },
    { name: '5000 events of no kind', body: bodyOf(pageId, ...strange), kept: 'split 5000/0 (parked)' },
    { name: '100,000 nulls for events', body: bodyOf(pageId, ...times(100_000, () => 'null')), kept: 'unreadable 0/0' },
    {
      name: '280,000 numbers for entries',
      body: Buffer.from(`{"object":"page","entry":[${Array.from({ length: 280_000 }, (_, i) => i).join()}]}`),
      kept: 'unreadable 0/0',
    },
    { name: '100,000 keys in an event', body: bodyOf(pageId, messageJson(pageId, manyKeys())), kept: APPLIED },
  ];
}

function times<T>(length: number, make: () => T): T[] {
  return Array.from({ length }, make);
}

function manyKeys(): string {
  return Array.from({ length: 100_000 }, (_, at) => `,"k${at}":0`).join('');
}

function changedAfterSigning(body: Buffer): Pick<BadBody, 'body' | 'options'> {
  const signature = 'sha256=5944d5baffcbb2589569289223d9001c98b154043765c714d26fc8cba2e8d8a3';
  return { body, options: { headers: { 'x-hub-signature-256': signature } } };
}

function utf16(body: Buffer, marked: boolean): Buffer {
  return Buffer.from((marked ? '\ufeff' : '') + body.toString(), 'utf16le');
}

function duplicateKeys(pageId: string): Buffer {
  const body = bodyOf(pageId, messageJson(pageId, ',"sender":{"id":"70000000000000002"}')).toString();
  return Buffer.from(body.replace('{"object":"page"', '{"object":"nonsense","entry":[],"object":"page"'));
}

function neighbours(pageId: string, psid = String.raw`8\u0000`): Buffer {
  return bodyOf(pageId, messageJson(pageId), messageJson(pageId, '', '"x"', `"${psid}"`), messageJson(pageId));
}
