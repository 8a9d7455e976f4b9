import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They kill processes and databases, and wait for what comes of it. */
const WAITING = /\/test\/(?:crash|hard-times)\/(?:linking|postgres|sqlite)-[a-z-]+\.test\.ts$/;

/** Spreads the files that mostly wait over the run: together, or at its end, they would leave the processors idle. */
export class SpreadingSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of vitest's, not of an array
    const sorted = await super.sort(files);
    const waiting = sorted.filter(({ moduleId }) => WAITING.test(moduleId));
    const others = sorted.filter((file) => !waiting.includes(file));
    const share = Math.ceil(others.length / (waiting.length + 1));
    return [...waiting.flatMap((file) => [...others.splice(0, share), file]), ...others];
  }
}
