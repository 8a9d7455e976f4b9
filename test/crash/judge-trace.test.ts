import { expect, test } from 'vitest';
import { judgeTrace } from '../soak/judge-trace.ts';

const MARK = 'mark-1';
const READ = `7 read(30<socket:[9]>, "POST /webhooks/messenger HTTP/1.1\\r\\nx-mark: ${MARK}\\r\\n"..., 65536) = 570`;
const WRITTEN = `7 pwrite64(24</data/threadtie.sqlite-wal>, "\\r\\0...${MARK}..."..., 4096, 24832) = 4096`;
const FLUSHED = '7 fsync(24</data/threadtie.sqlite-wal>) = 0';
const ANSWERED = '7 writev(30<socket:[9]>, [{iov_base="HTTP/1.1 200 OK\\r\\n", iov_len=460}], 1) = 460';
const BEGUN = '7 fdatasync(24</data/threadtie.sqlite-wal> <unfinished ...>';
const RESUMED = '7 <... fdatasync resumed>) = 0';

test.for([
  { name: 'read, written, flushed, answered', lines: [READ, WRITTEN, FLUSHED, ANSWERED], flushed: 1 },
  { name: 'a flush that is shown in two parts', lines: [READ, WRITTEN, BEGUN, RESUMED, ANSWERED], flushed: 1 },
  { name: 'no flush', lines: [READ, WRITTEN, ANSWERED], flushed: 0 },
  { name: 'a flush after the answer', lines: [READ, WRITTEN, ANSWERED, FLUSHED], flushed: 0 },
  { name: 'a flush before the write', lines: [READ, FLUSHED, WRITTEN, ANSWERED], flushed: 0 },
  { name: 'a flush that began before the write', lines: [READ, BEGUN, WRITTEN, RESUMED, ANSWERED], flushed: 0 },
  { name: 'a flush that has not returned', lines: [READ, WRITTEN, BEGUN, ANSWERED, RESUMED], flushed: 0 },
  { name: 'a flush that failed', lines: [READ, WRITTEN, `${FLUSHED.slice(0, -1)}-1 EIO`, ANSWERED], flushed: 0 },
  { name: 'a flush of another file', lines: [READ, WRITTEN, FLUSHED.replace('-wal', ''), ANSWERED], flushed: 0 },
  { name: 'no answer', lines: [READ, WRITTEN, FLUSHED], flushed: 0 },
])('the judge of traces sees through $name', ({ lines, flushed }) => {
  const judgement = judgeTrace(lines, [MARK]);
  expect(judgement.flushedFirst).toBe(flushed);
  expect(judgement.problems).toHaveLength(1 - flushed);
});
