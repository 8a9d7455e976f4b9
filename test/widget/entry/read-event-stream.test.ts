import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readEventStream } from '../../../widget/entry/read-event-stream.ts';

function readAll(pieces: readonly string[]): string[] {
  const events: string[] = [];
  const read = readEventStream((data) => events.push(data));
  for (const piece of pieces) read(piece);
  return events;
}

it.each([
  ['hands on the data of an event', 'data: {"a":1}\n\n', ['{"a":1}']],
  ['takes away one space after the colon, not more', 'data:a\n\ndata:  b\n\n', ['a', ' b']],
  ['joins several data lines', 'data: a\ndata: b\n\n', ['a\nb']],
  ['passes over comments and other fields', ': alive\n\nevent: visit\nid: 7\ndata: a\nretry: 5\n\n', ['a']],
  ['says nothing for an event without data', 'event: visit\n\n\n\n', []],
  ['waits for the empty line that ends an event', 'data: a\n', []],
  ['knows all three line ends', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', ['a', 'b', 'c']],
])('%s', (_, text, events) => {
  expect(readAll([text])).toEqual(events);
});

it('reads the same wherever the stream is cut', () => {
  const text = ': alive\r\n\r\ndata: {"state":"waiting"}\r\n\r\ndata: a\ndata: b\n\n';
  const whole = readAll([text]);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 8 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(readAll(pieces)).toEqual(whole);
    }),
  );
});
