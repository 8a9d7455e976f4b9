import { z } from 'zod';

/** What can go wrong between the platform and the server, switched on by the control API and kept until switched off. */
export const Faults = z.strictObject({
  duplicates: z
    .int()
    .min(0)
    .max(1000)
    .describe('How many further times the same bytes are sent after they were accepted.'),
  delayMs: z.int().min(0).max(3_600_000).describe('How long every delivery waits before its first attempt.'),
  drop: z.boolean().describe('Deliveries are lost instead of sent.'),
});
export type Faults = z.infer<typeof Faults>;

/** A platform without faults. */
export const NO_FAULTS: Faults = { duplicates: 0, delayMs: 0, drop: false };

/** Some of the faults; the others stay as they are. */
export const FaultChange = Faults.partial();
export type FaultChange = z.infer<typeof FaultChange>;

/** The faults after a change. */
export function changeFaults(faults: Faults, change: FaultChange): Faults {
  return {
    duplicates: change.duplicates ?? faults.duplicates,
    delayMs: change.delayMs ?? faults.delayMs,
    drop: change.drop ?? faults.drop,
  };
}
