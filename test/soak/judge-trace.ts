/** What a trace says of a number of deliveries. */
export interface Judgement {
  /** Of how many deliveries the answer was written after a flush that covers its bytes. */
  readonly flushedFirst: number;
  /** The calls of one delivery, shortened. */
  readonly excerpt: readonly string[];
  readonly problems: readonly string[];
}

/** The lines of one delivery's way through the system calls. */
interface Way {
  readonly mark: string;
  descriptor: string;
  read?: number;
  written?: number;
  flushBegun?: number;
  flushed?: number;
  answered?: number;
}

const WAL = 'threadtie.sqlite-wal';
const FLUSH = /(fsync|fdatasync)\(/;
const LINE = /^(\d+)\s+(?:<\.\.\. )?(\w+)(?:\((\d+)<([^>]*)>| resumed)/;
const EXCERPT_WIDTH = 150;

/**
 * Reads what `strace -f -y` wrote and follows each delivery by the mark in its bytes: read from the socket, written into
 * the write-ahead log, that log flushed by a call that began after the write and succeeded, the 200 written to the socket.
 */
export function judgeTrace(lines: readonly string[], marks: readonly string[]): Judgement {
  const ways = marks.map((mark): Way => ({ mark, descriptor: '' }));
  const flushing = new Map<string, number>();
  lines.forEach((line, index) => {
    const match = LINE.exec(line);
    if (!match) return;
    const [, pid = '', call = '', descriptor, path = ''] = match;
    const isUnfinished = line.includes('<unfinished');
    if (FLUSH.test(line) && path.endsWith(WAL)) flushing.set(pid, index);
    if (/^(fsync|fdatasync)$/.test(call) && !isUnfinished && / = 0\b/.test(line)) endFlush(ways, flushing, pid, index);
    if (descriptor === undefined) return;
    if (call === 'read') noteRead(ways, line, descriptor, index);
    else if (call === 'pwrite64' && path.endsWith(WAL)) noteWritten(ways, line, index);
    else if (/^(write|writev|sendto)$/.test(call)) noteAnswer(ways, line, descriptor, index);
  });
  const isGood = ({ read, written, flushed, answered }: Way): boolean =>
    read !== undefined && written !== undefined && flushed !== undefined && answered !== undefined;
  const bad = ways.filter((way) => !isGood(way));
  return {
    flushedFirst: ways.length - bad.length,
    excerpt: excerptOf(lines, ways.find(isGood)),
    problems: bad.map((way) => `no flush before the answer was found for ${JSON.stringify(way)}`),
  };
}

function noteRead(ways: readonly Way[], line: string, descriptor: string, index: number): void {
  if (!line.includes('POST /webhooks/messenger')) return;
  for (const way of ways) {
    if (way.read === undefined && line.includes(`x-mark: ${way.mark}`)) Object.assign(way, { read: index, descriptor });
  }
}

function noteWritten(ways: readonly Way[], line: string, index: number): void {
  for (const way of ways) {
    if (way.read !== undefined && way.written === undefined && line.includes(way.mark)) way.written = index;
  }
}

function endFlush(ways: readonly Way[], flushing: Map<string, number>, pid: string, index: number): void {
  const begun = flushing.get(pid);
  if (begun === undefined) return;
  flushing.delete(pid);
  for (const way of ways) {
    const isCovered = way.written !== undefined && way.written < begun;
    if (isCovered && way.flushed === undefined && way.answered === undefined) {
      Object.assign(way, { flushBegun: begun, flushed: index });
    }
  }
}

/** A descriptor carries one request at a time: the next 200 on it answers the delivery that was read there last. */
function noteAnswer(ways: readonly Way[], line: string, descriptor: string, index: number): void {
  if (!line.includes('HTTP/1.1 200')) return;
  const way = ways.find((each) => each.descriptor === descriptor && each.read !== undefined && !each.answered);
  if (way) way.answered = index;
}

function excerptOf(lines: readonly string[], way: Way | undefined): string[] {
  if (!way) return [];
  const steps = new Set([way.read, way.written, way.flushBegun, way.flushed, way.answered]);
  return [...steps].flatMap((index) => (index === undefined ? [] : [shorten(lines[index] ?? '', way.mark)]));
}

function shorten(line: string, mark: string): string {
  const start = line.slice(0, EXCERPT_WIDTH);
  if (line.length <= EXCERPT_WIDTH) return line;
  const found = start.includes(mark) || !line.includes(mark) ? '' : `...${mark}`;
  return `${start}${found}... ${/ = -?\d+.*$/.exec(line)?.[0] ?? ''}`;
}
