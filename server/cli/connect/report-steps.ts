import type { Writable } from 'node:stream';
import type { ConnectionStep, PageConnection } from '../../../shared/api/page-connections.ts';
import type { Mark } from '../paint.ts';
import { printMarked } from '../print-marked.ts';
import { nameOf } from './show-connection.ts';
import { STEP_TITLES } from './step-titles.ts';

const MARKS: Readonly<Record<ConnectionStep['state'], Mark>> = {
  todo: 'quiet',
  done: 'good',
  failed: 'bad',
  waiting: 'doubtful',
};

/** Answers a function that prints what has changed since it was last shown a connection. */
export function createStepReport(stream: Writable): (connection: PageConnection) => void {
  const shown = new Map<string, string>();
  return ({ steps, pages }) => {
    for (const step of steps) {
      const key = `${step.name} ${step.pageId}`;
      const now = `${step.state} ${step.detail} ${step.fix}`;
      if (step.state === 'todo' || shown.get(key) === now) continue;
      shown.set(key, now);
      const page = pages.find(({ id }) => id === step.pageId);
      const name = page ? nameOf(page) : step.pageId;
      const title = name ? `${name}, ${STEP_TITLES[step.name]}` : STEP_TITLES[step.name];
      const text = step.detail ? `${title}: ${step.detail}` : title;
      printMarked({ mark: MARKS[step.state], word: step.state, text, fix: step.fix }, stream);
    }
  };
}
