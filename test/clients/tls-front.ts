import { request as httpRequest } from 'node:http';
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Load } from './install-packages.ts';
import { type Listening, listenOnLoopback } from './listen-on-loopback.ts';

interface Selfsigned {
  generate(attributes: readonly object[], options: object): { readonly private: string; readonly cert: string };
}

/**
 * Stands before the simulator with HTTPS, for libraries whose option takes a host and no scheme. This process trusts its
 * certificate, which lives as long as the process.
 */
export async function startTlsFront(load: Load, target: string): Promise<Listening> {
  const { private: key, cert } = load<Selfsigned>('selfsigned').generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    days: 1,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  setDefaultCACertificates([...getCACertificates('default'), cert]);
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', target);
    const onward = httpRequest(url, { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  return await listenOnLoopback(server);
}
