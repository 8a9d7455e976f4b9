import { readFile } from 'node:fs/promises';

/** What a process holds in memory now, and the most it ever held; NaN where the system does not say (it is Linux that does). */
export async function readMemory(pid: number | undefined): Promise<{ memoryMb: number; peakMemoryMb: number }> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const read = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) / 1024;
  return { memoryMb: read('VmRSS'), peakMemoryMb: read('VmHWM') };
}
