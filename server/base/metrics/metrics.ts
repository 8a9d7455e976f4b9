import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Something that is counted, apart by the values of its labels. */
export interface CounterDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Something that is timed, in seconds. */
export interface TimingDefinition {
  readonly name: string;
  readonly help: string;
  /** Upper bounds, ascending. */
  readonly buckets: readonly number[];
}

/** Something that is looked up when it is asked for. */
export interface GaugeDefinition {
  readonly name: string;
  readonly help: string;
}

/** What this process counts and times, for a monitoring system to fetch. */
export interface Metrics {
  /** Counts. @param labels a value for each label of the definition, in its order; a closed set, never a person's */
  add(counter: CounterDefinition, labels: readonly string[], by?: number): void;
  /** Adds one duration. */
  observe(timing: TimingDefinition, seconds: number): void;
  /** Begins to take the time; the answer ends and adds it. */
  time(timing: TimingDefinition): () => void;
  /** Says how a gauge is read; one that cannot be read at the moment is left out. */
  watch(gauge: GaugeDefinition, read: () => Promise<number>): void;
  /** Everything, in the text format of Prometheus. */
  print(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** Begins to count, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const counters = createCounters(registry);
  const timings = new Map<string, Histogram>();
  const gauges = new Map<string, { readonly gauge: Gauge; read: () => Promise<number> }>();
  let hasProcess = false;

  const timingOf = ({ name, help, buckets }: TimingDefinition): Histogram => {
    const known = timings.get(name) ?? new Histogram({ name, help, buckets: [...buckets], registers: [registry] });
    timings.set(name, known);
    return known;
  };
  return {
    add: counters.add,
    observe: (timing, seconds) => timingOf(timing).observe(seconds),
    time(timing) {
      const begun = performance.now();
      return () => timingOf(timing).observe((performance.now() - begun) / 1000);
    },
    watch({ name, help }, read) {
      const known = gauges.get(name);
      if (known) known.read = read;
      else gauges.set(name, { gauge: new Gauge({ name, help, registers: [registry] }), read });
    },
    async print() {
      // The process is only watched where somebody asks: its observers cost a little all the time.
      if (!hasProcess) collectDefaultMetrics({ register: registry });
      hasProcess = true;
      counters.hand();
      for (const { gauge, read } of gauges.values()) await readGauge(gauge, read);
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

/** What cannot be read has no value: neither the one before nor a zero is true. */
async function readGauge(gauge: Gauge, read: () => Promise<number>): Promise<void> {
  try {
    gauge.set(await read());
  } catch {
    gauge.remove();
  }
}

/** Counts in plain numbers, and hands them over when they are asked for: counting lies on the way of every delivery. */
function createCounters(registry: Registry): { add: Metrics['add']; hand(): void } {
  interface Counted {
    readonly counter: Counter;
    readonly labels: readonly string[];
    readonly cells: Map<string, { readonly values: readonly string[]; count: number }>;
  }
  const counted = new Map<string, Counted>();
  const open = ({ name, help, labels }: CounterDefinition): Counted => {
    const counter = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
    const fresh: Counted = { counter, labels, cells: new Map() };
    counted.set(name, fresh);
    return fresh;
  };
  return {
    add(definition, values, by = 1) {
      const { cells } = counted.get(definition.name) ?? open(definition);
      const key = values.join('\n');
      const cell = cells.get(key);
      if (cell) cell.count += by;
      else cells.set(key, { values, count: by });
    },
    hand() {
      for (const { counter, labels, cells } of counted.values()) {
        counter.reset();
        for (const { values, count } of cells.values()) {
          counter.inc(Object.fromEntries(labels.map((label, index) => [label, values[index] ?? ''])), count);
        }
      }
    },
  };
}
