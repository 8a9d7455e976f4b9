import { describe, expect, it } from 'vitest';
import { createLog, type LogFields } from '../../server/base/log.ts';

function logged(fields: object): string {
  let line = '';
  const log = createLog('info', { write: (text: string) => void (line += text) });
  log.error(fields as LogFields, 'something happened');
  return line;
}

describe('the log', () => {
  it('writes allowed fields and leaves out all others', () => {
    const line = logged({ requestId: 'req_1', psid: '9007199254740993', body: 'secret', token: 'EAA' });
    expect(JSON.parse(line)).toMatchObject({ requestId: 'req_1', msg: 'something happened' });
    expect(line).not.toMatch(/9007199254740993|secret|EAA/);
  });

  it('describes an error without its message, which can quote what was given', () => {
    const cause = new Error('token EAAsecret');
    const line = logged({ err: Object.assign(new Error('bad ref abc_123', { cause }), { code: 'E1' }) });
    expect(JSON.parse(line).err).toMatchObject({ kind: 'Error', code: 'E1', cause: { kind: 'Error' } });
    expect(line).not.toMatch(/abc_123|EAAsecret/);
  });
});
