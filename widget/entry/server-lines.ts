import type { VisitState } from '../../shared/visit.ts';
import type { StatusLine } from './status-line.ts';
import { WAITING_LINE } from './status-line.ts';

/** The line for each thing the server can say. Loaded with the watch, so that a page without a visit carries none of it. */
export const SERVER_LINES: Readonly<Record<VisitState, StatusLine | undefined>> = {
  waiting: WAITING_LINE,
  arrived: { icon: 'm3 8.5 3.3 3.3L13 5', text: 'You’re in Messenger' },
  linked: {
    icon: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm-2.7 6.4 1.9 1.9 3.5-4',
    text: 'Messenger is connected',
  },
  refused: {
    icon: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 5v3.5m0 2.3v.1',
    text: 'Messenger could not be connected to your account. Please try again, or tell us in the chat.',
  },
  expired: undefined,
};
