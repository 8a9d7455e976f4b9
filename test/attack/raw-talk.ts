import { connect, type Socket } from 'node:net';
import { signBody } from '../soak/sent-delivery.ts';

/** What came back on a raw connection, and how it ended. */
export interface Heard {
  readonly text: string;
  /** The status of each answer, in order. */
  readonly statuses: readonly number[];
  /** Whether the server closed the connection in time. */
  readonly isClosed: boolean;
}

/** By then the slowest machine has answered and closed. */
const QUIET_MS = 10_000;

/** Writes these bytes, which end the connection, on one of their own and listens until the server closes it, or is quiet for long. */
export async function talkRaw(port: number, bytes: string | Buffer): Promise<Heard> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return await hear(socket, QUIET_MS);
}

/** Listens until the other side closes, or says nothing for `quietMs`. */
export async function hear(socket: Socket, quietMs: number): Promise<Heard> {
  let text = '';
  const isClosed = await new Promise<boolean>((resolve) => {
    let timer = setTimeout(resolve, quietMs, false);
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      clearTimeout(timer);
      timer = setTimeout(resolve, quietMs, false);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  socket.destroy();
  return { text, isClosed, statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)) };
}

/** A whole signed POST as it goes over the wire. */
export function rawPost(
  body: Buffer,
  headers: readonly string[] = [],
  line = 'POST /webhooks/messenger HTTP/1.1',
): string {
  const signature = `x-hub-signature-256: ${signBody(body)}`;
  return [
    line,
    'host: localhost',
    `content-length: ${body.length}`,
    signature,
    ...headers,
    '',
    body.toString('latin1'),
  ].join('\r\n');
}
