import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const CRASH = new URL('crash-when-asked.ts', import.meta.url).href;
const START_MS = 50_000;

/** The real server in a process that can be crashed and started again. */
export interface CrashableServer {
  /** Starts it; resolves when it is ready. */
  start(): Promise<void>;
  /** Sends a signal that it survives. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal and answers the exit code, when the process has ended. */
  crash(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Makes a server that is not started yet.
 * @param folder where Node writes its reports, which are all switched on
 * @param onText told everything that the process prints
 */
export function createCrashableServer(
  env: Record<string, string>,
  folder: string,
  onText: (text: string) => void,
): CrashableServer {
  const options = `--import ${CRASH} --report-on-signal --report-uncaught-exception --report-directory=${folder}`;
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    async start() {
      const started = spawn(process.execPath, [MAIN], {
        env: { PATH: process.env['PATH'], NODE_OPTIONS: options, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      ended = new Promise((resolve) => void started.once('close', resolve));
      await new Promise<void>((resolve, reject) => {
        const onData = (data: Buffer): void => {
          onText(data.toString());
          if (data.includes('http://')) resolve();
        };
        started.stdout.on('data', onData);
        started.stderr.on('data', onData);
        setTimeout(() => reject(new Error('The server was not ready in time.')), START_MS).unref();
        void ended.then((code) => reject(new Error(`The server ended with ${code}.`)));
      });
    },
    signal: (signal: NodeJS.Signals) => void child?.kill(signal),
    async crash(signal: NodeJS.Signals) {
      child?.kill(signal);
      return await ended;
    },
  };
}
