/** Makes a reader that takes a text/event-stream piece by piece and hands on the data of every whole event. */
export function readEventStream(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];
  return (piece) => {
    // A carriage return at the very end may be half of a line end, so it waits for the next piece.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
      if (line === '' && data.length) {
        onData(data.join('\n'));
        data = [];
      }
    }
  };
}
