import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Finding } from '../../server/cli/doctor/finding.ts';
import { freePort } from '../support/free-port.ts';
import { MASTER_KEY, startTestServer, type TestServer } from '../support/server.ts';
import { type Ended, type } from './command-line.ts';

/** What `threadtie doctor --json` prints. */
export interface Report {
  readonly state: 'ok' | 'wrong';
  readonly server: string;
  readonly checkedAt: string;
  readonly counts: Record<Finding['state'], number>;
  readonly findings: readonly Finding[];
}

/** A server whose public address is its own, on this machine. */
export async function startReachable(env: Record<string, string> = {}): Promise<TestServer> {
  const port = String(await freePort());
  return await startTestServer('sqlite', { PORT: port, PUBLIC_URL: `http://localhost:${port}`, ...env });
}

/** Asks the doctor about a server, and answers the report beside how it ended. */
export async function diagnose(
  url: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<{ ended: Ended; report: Report }> {
  const ended = await type(['doctor', '--url', url, '--json', ...args], { THREADTIE_API_KEY: MASTER_KEY, ...env });
  return { ended, report: JSON.parse(ended.out) as Report };
}

/** The findings of this name. */
export function named(report: Report, name: string): Finding[] {
  return report.findings.filter((finding) => finding.name === name);
}

/** A web server that is not Threadtie. */
export async function startStranger(): Promise<{ url: string; server: Server }> {
  const server = createServer((_, answer) => answer.writeHead(404).end('<h1>Not here</h1>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
