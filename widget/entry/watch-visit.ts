import type { VisitState, VisitStatus } from '../../shared/visit.ts';
import { WATCH_SECRET_HEADER } from '../../shared/visit.ts';
import { backOff, pause } from './back-off.ts';
import { readEventStream } from './read-event-stream.ts';

const STREAM_TRIES = 2;
const FIRST_BYTES_WITHIN_MS = 8000;
const BYTES_WITHIN_MS = 40_000;
const POLL_FIRST_MS = 2000;
const POLL_LAST_MS = 10_000;

/** Where the status of one visit is, and what opens it. */
export interface WatchKey {
  readonly url: string;
  readonly watchSecret: string;
}

/** What a watch reports: the part of a visit's status that decides what is shown. */
export interface WatchedStatus extends Pick<VisitStatus, 'identity' | 'account' | 'question' | 'stages'> {
  /** Whoever is asked something has arrived: what is asked stands in `question`. */
  readonly state: Exclude<VisitState, 'asked'>;
}

/** Who is told: of every status, and of every sign of life. */
export interface WatchListener {
  readonly onStatus: (status: WatchedStatus) => void;
  readonly onLife: () => void;
}

const GONE: WatchedStatus = {
  state: 'expired',
  identity: { status: 'none', code: null, message: null },
  account: null,
  question: null,
  stages: [],
};

/** Reports a visit's status until told to stop: by stream, and where that fails twice in a row, by asking again and again. */
export async function watchVisit(key: WatchKey, listener: WatchListener, stop: AbortSignal): Promise<void> {
  let failures = 0;
  for (let tries = 0; failures < STREAM_TRIES && !stop.aborted; tries++) {
    const startedAt = Date.now();
    const heard = await stream(key, listener, stop);
    failures = heard ? 0 : failures + 1;
    if (stop.aborted) return;
    if (Date.now() - startedAt > BYTES_WITHIN_MS) tries = 0;
    await backOff(tries);
  }
  for (let wait = POLL_FIRST_MS; !stop.aborted; wait = Math.min(wait * 1.2, POLL_LAST_MS)) {
    await poll(key, listener, stop).catch(() => null);
    await pause(wait);
  }
}

function watched(status: VisitStatus): WatchedStatus {
  const { state } = status;
  return { ...status, state: state === 'asked' ? 'arrived' : state };
}

function ask(key: WatchKey, path: string, signal: AbortSignal): Promise<Response> {
  return fetch(key.url + path, {
    credentials: 'omit',
    cache: 'no-store',
    headers: { [WATCH_SECRET_HEADER]: key.watchSecret },
    signal,
  });
}

async function poll(key: WatchKey, listener: WatchListener, stop: AbortSignal): Promise<void> {
  const response = await ask(key, '', stop);
  if (response.status === 404) listener.onStatus(GONE);
  if (!response.ok) return;
  listener.onStatus(watched((await response.json()) as VisitStatus));
  listener.onLife();
}

/** Answers whether the stream told us anything before it ended. A proxy that holds the bytes back counts as broken soon. */
async function stream(key: WatchKey, listener: WatchListener, stop: AbortSignal): Promise<boolean> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), FIRST_BYTES_WITHIN_MS);
  let heard = false;
  try {
    const response = await ask(key, '/events', AbortSignal.any([stop, silence.signal]));
    if (response.status === 404) listener.onStatus(GONE);
    if (!response.ok || !response.body) return false;
    const read = readEventStream((data) => {
      heard = true;
      listener.onStatus(watched(JSON.parse(data) as VisitStatus));
    });
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await text.read(); !piece.done; piece = await text.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), BYTES_WITHIN_MS);
      read(piece.value);
      listener.onLife();
    }
  } catch {
    // Broken off: what counts is whether it had spoken.
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
  return heard;
}
