import { fileURLToPath } from 'node:url';
import { startServerProcess } from '../soak/server-process.ts';
import { freePort } from '../support/free-port.ts';
import type { BenchPlace } from './bench-place.ts';
import { loadServer } from './measure-acceptance.ts';
import { measurePace, type PaceOptions } from './measure-pace.ts';
import { seedEvents } from './seed-events.ts';

/** The same measurements on an empty file and on one that holds many events. */
export interface Full {
  readonly eventsInTheFile: number;
  readonly seededInSeconds: number;
  readonly emptyAcceptedPerSecond: number;
  readonly fullAcceptedPerSecond: number;
  readonly emptyToFullAccepted: number;
  /** A burst, from its first message sent to its last applied. */
  readonly emptyAppliedPerSecond: number;
  readonly fullAppliedPerSecond: number;
  readonly emptyToFullApplied: number;
  readonly emptyAnswerP99Ms: number;
  readonly fullAnswerP99Ms: number;
  readonly fullMemoryMb: number;
}

const APPEND_ONLY = { script: fileURLToPath(new URL('serve-variant.ts', import.meta.url)), args: ['append'] };

interface FullOptions {
  readonly events: number;
  readonly seconds: number;
  readonly burst: number;
}

/** Measures both, one right after the other. */
export async function measureFull(place: BenchPlace, options: FullOptions): Promise<Full> {
  const [empty, full] = [await place.emptyData(), await place.emptyData()];
  try {
    const seededInSeconds = await seed(full.dataDir, options.events);
    const emptyFigures = await measure(empty, options);
    const fullFigures = await measure(full, options);
    return {
      eventsInTheFile: options.events,
      seededInSeconds,
      emptyAcceptedPerSecond: emptyFigures.accepted,
      fullAcceptedPerSecond: fullFigures.accepted,
      emptyToFullAccepted: emptyFigures.accepted / fullFigures.accepted,
      emptyAppliedPerSecond: emptyFigures.applied,
      fullAppliedPerSecond: fullFigures.applied,
      emptyToFullApplied: emptyFigures.applied / fullFigures.applied,
      emptyAnswerP99Ms: emptyFigures.answerP99Ms,
      fullAnswerP99Ms: fullFigures.answerP99Ms,
      fullMemoryMb: fullFigures.memoryMb,
    };
  } finally {
    await empty.remove();
    await full.remove();
  }
}

async function seed(dataDir: string, events: number): Promise<number> {
  const server = startServerProcess({ dataDir, port: await freePort() });
  await server.ready;
  await server.stop();
  const begun = performance.now();
  seedEvents(dataDir, events);
  return (performance.now() - begun) / 1000;
}

/** Applying comes first: what is only accepted would have to be applied by the next server. */
async function measure(data: Awaited<ReturnType<BenchPlace['emptyData']>>, { burst, seconds }: FullOptions) {
  const all: PaceOptions = { amount: burst, rate: null };
  const pace = await measurePace(data, all);
  const { perSecond: accepted } = await loadServer({ ...data, ...APPEND_ONLY }, seconds, false);
  const { appliedPerSecond: applied, answerP99Ms, memoryMb } = pace;
  return { accepted, applied, answerP99Ms, memoryMb };
}
