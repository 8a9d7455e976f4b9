/**
 * Tells other parts, in this process and (on Postgres) in others, to look again. A signal carries no facts and may be
 * lost: whoever listens reads the tables, and looks by itself now and then.
 */
export interface Signals {
  /** Sends a signal. Call it after the commit (`tx.afterCommit`). */
  send(topic: string, subject?: string): void;
  /** Calls back for each signal of the topic; answers how to stop. `subject` narrows to one thing. */
  on(topic: string, callback: (subject: string) => void): () => void;
  close(): Promise<void>;
}
