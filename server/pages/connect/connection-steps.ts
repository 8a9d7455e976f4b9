import { CONNECTION_STEPS, type ConnectionStepName } from '../../../shared/api/page-connections.ts';
import type { ConnectionRow, StepRow } from './connection-store.ts';

/** What is done for each chosen Page, in this order. */
export const PAGE_STEPS = ['store_page_token', 'subscribe_page', 'set_profile', 'check', 'first_event'] as const;

/** What is done once, before Pages are chosen. */
export const OPENING_STEPS = ['exchange_token', 'list_pages', 'choose_pages'] as const;

/** A step that nobody has begun. */
export function newStep(connectionId: string, name: ConnectionStepName, pageId = ''): StepRow {
  const nothing = { problem: null, detail: null, fix: null, at: null };
  return { connectionId, name, pageId, state: 'todo', revision: 0, tries: 0, ...nothing };
}

/** The steps that choosing these Pages brings. */
export function stepsFor(connectionId: string, pageIds: readonly string[]): StepRow[] {
  const ofPages = pageIds.flatMap((pageId) => PAGE_STEPS.map((name) => newStep(connectionId, name, pageId)));
  return [newStep(connectionId, 'subscribe_app'), ...ofPages];
}

/** The steps of a connection in the order in which they are done; Pages that are chosen no more have none. */
export function inOrder({ id, chosen }: ConnectionRow, steps: readonly StepRow[]): StepRow[] {
  const places = ['', ...chosen];
  return steps
    .filter((step) => step.connectionId === id && places.includes(step.pageId))
    .toSorted(
      (a, b) =>
        CONNECTION_STEPS.indexOf(a.name) - CONNECTION_STEPS.indexOf(b.name) ||
        places.indexOf(a.pageId) - places.indexOf(b.pageId),
    );
}

/** How far a connection is. */
export function stateOf(steps: readonly StepRow[]): 'choosing' | 'connecting' | 'connected' | 'failed' {
  const has = (state: StepRow['state']): boolean => steps.some((step) => step.state === state);
  const choosing = steps.find((step) => step.name === 'choose_pages');
  const isListed = steps.some((step) => step.name === 'list_pages' && step.state === 'done');
  if (isListed && choosing?.state !== 'done') return 'choosing';
  if (has('todo')) return 'connecting';
  if (has('failed')) return 'failed';
  return has('waiting') ? 'connecting' : 'connected';
}
