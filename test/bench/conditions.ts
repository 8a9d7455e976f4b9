import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { makeTempDir } from '../support/temp-dir.ts';
import { quantile } from './quantile.ts';

/** What figures depend on beside the program. */
export interface Conditions {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly node: string;
  readonly platform: string;
  /** How busy the machine was before the measurement began: processes that wanted to run, averaged over a minute. */
  readonly loadBefore: number;
  /** Time of one flush of 4 kB to the disk that the measurements use. */
  readonly flushP50Ms: number;
  readonly flushP99Ms: number;
}

const FLUSHES = 300;

/** Describes the machine and times its disk. */
export async function describeConditions(): Promise<Conditions> {
  const flushes = await timeFlushes();
  return {
    date: new Date().toISOString(),
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: loadavg()[0] ?? 0,
    flushP50Ms: quantile(flushes, 0.5),
    flushP99Ms: quantile(flushes, 0.99),
  };
}

async function timeFlushes(): Promise<number[]> {
  const dir = await makeTempDir('flush');
  const file = openSync(join(dir.path, 'file'), 'w');
  try {
    const bytes = Buffer.alloc(4096, 'x');
    return Array.from({ length: FLUSHES }, () => {
      const begun = performance.now();
      writeSync(file, bytes);
      fdatasyncSync(file);
      return performance.now() - begun;
    });
  } finally {
    closeSync(file);
    await dir.remove();
  }
}
