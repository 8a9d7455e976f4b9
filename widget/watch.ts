export { followEntry } from './entry/follow-entry.ts';
