import type { Clock } from '../clock.ts';
import { Bug } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import type { Engine } from './engine.ts';
import type { Queue } from './queue.ts';
import { createRunner, type Runner } from './runner.ts';
import { countDead, listDeadJobs, takeDead } from './store.ts';

const DEAD_PAGE = 100;
const REDRIVE_BATCH = 500;

/** What a queue works with besides its engine. */
export interface QueueParts {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  /** How many jobs of one kind run at the same time in this process, where `work` does not say it. */
  readonly concurrency: number;
}

/** Makes a queue of an engine: all that the two dialects have in common. */
export function createEngineQueue(engine: Engine, parts: QueueParts): Queue {
  const { storage } = parts;
  const runners = new Map<string, Runner>();
  let state: 'idle' | 'started' | 'stopped' = 'idle';

  const listener = {
    wake: (name?: string): void => {
      if (state !== 'started') return;
      if (name === undefined) runners.forEach((runner) => runner.wake());
      else runners.get(name)?.wake();
    },
    held: () => new Map([...runners].map(([name, runner]) => [name, runner.held()] as const)),
  };

  const workTogether: Queue['workTogether'] = (definition, handler, options) => {
    if (state !== 'idle') throw new Bug(`work("${definition.name}") came after start`);
    if (runners.has(definition.name)) throw new Bug(`The job "${definition.name}" has two handlers`);
    runners.set(definition.name, createRunner({ ...parts, engine, definition, handler }, options));
  };
  let finishing: Promise<void> | undefined;
  const finish: Queue['finish'] = (graceMs) => {
    state = 'stopped';
    finishing ??= withinGrace(Promise.all([...runners.values()].map((runner) => runner.stop())), graceMs);
    return finishing;
  };
  return {
    async enqueue(tx, job, data, options = {}) {
      const { key = null, startAfter = null } = options;
      await engine.add(tx, job.name, [{ data: job.data.parse(data), key, startAfter }]);
    },
    async enqueueAll(tx, job, jobs) {
      const added = jobs.map(({ data, key }) => ({ data: job.data.parse(data), key, startAfter: null }));
      await engine.add(tx, job.name, added);
    },
    work(definition, handler, { concurrency = parts.concurrency } = {}) {
      workTogether(definition, async ([running]) => (running ? await handler(running) : undefined), {
        concurrency,
        together: 1,
      });
    },
    workTogether,
    async start() {
      if (state !== 'idle') throw new Bug('A queue starts once');
      await engine.start([...runners.keys()], listener);
      state = 'started';
      listener.wake();
    },
    finish,
    async stop(graceMs) {
      await finish(graceMs);
      await engine.stop();
    },
    listDead: ({ name, limit = DEAD_PAGE } = {}) => storage.read((at) => listDeadJobs(at, name, limit)),
    redrive: (name, ids) => redrive(engine, storage, name, ids),
    async depth() {
      const [waiting, dead] = await Promise.all([engine.waiting(), storage.read(countDead)]);
      return { waiting, dead };
    },
  };
}

async function redrive(
  engine: Engine,
  storage: Storage,
  name: string,
  ids: readonly string[] | undefined,
): Promise<number> {
  let total = 0;
  for (;;) {
    const moved = await storage.write(async (tx) => {
      const jobs = await takeDead(tx, name, ids, REDRIVE_BATCH);
      await engine.add(
        tx,
        name,
        jobs.map(({ data, key }) => ({ data, key, startAfter: null })),
      );
      return jobs.length;
    });
    total += moved;
    if (moved < REDRIVE_BATCH) return total;
  }
}

async function withinGrace(work: Promise<unknown>, graceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
  await Promise.race([work, grace]);
  clearTimeout(timer);
}
