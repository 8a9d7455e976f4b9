import { z } from 'zod';

const count = (most: number, what: string): z.ZodInt => z.int().min(0).max(most).describe(what);
const flag = (what: string): z.ZodBoolean => z.boolean().describe(what);

/** What can go wrong between the platform and the server, switched on by the control API and kept until switched off. */
export const Faults = z.strictObject({
  seed: z
    .string()
    .max(200)
    .nullable()
    .describe('Makes ids and every choice of the faults repeat; null is real chance.'),
  share: z.number().min(0).max(1).describe('To which part of the deliveries the faults below happen.'),
  batch: z.int().min(1).max(1000).describe('How many updates, of any Pages, are gathered into one POST.'),
  reorder: z.int().min(1).max(1000).describe('How many deliveries are gathered and then sent in another order.'),
  holdMs: count(600_000, 'How long "batch" and "reorder" wait for more before they send what they have.'),
  duplicates: count(1000, 'How many further times the same bytes are sent after they were accepted.'),
  duplicateDelayMs: count(172_800_000, 'How long to wait before each of them.'),
  delayMs: count(172_800_000, 'How long every delivery waits before its first attempt.'),
  delaySpreadMs: count(172_800_000, 'How much longer it waits at most, by chance.'),
  drop: flag('Deliveries are lost instead of sent.'),
  lostAnswers: count(1000, 'How many answers of each delivery get lost on the way, so that it is sent again.'),
  signature: z.enum(['right', 'wrong', 'missing', 'sha1Only']).describe('How the bytes are signed.'),
  truncate: z.enum(['off', 'afterSigning', 'beforeSigning']).describe('The body ends too early.'),
  badAttempts: count(1000, 'How many attempts of each delivery "signature" and "truncate" hit; the next one is whole.'),
  unknownField: flag('A further event of a kind that nobody knows.'),
  extraKeys: flag('A key that nobody knows in every object.'),
  nullFields: flag('Optional keys are there, and null.'),
  numericIds: flag('Ids are numbers, past 2^53 too.'),
  timestamps: z.enum(['milliseconds', 'seconds', 'strings', 'secondStrings']).describe('How times are written.'),
  keyOrder: z.enum(['usual', 'captured', 'shuffled']).describe('"captured": recipient, timestamp, sender first.'),
  bareEntry: flag('A further entry without any array.'),
  emptyEntry: flag('A further POST whose list of entries is empty.'),
  changesTest: flag('A further POST like the one the dashboard’s test button sends.'),
  timeoutMs: z.int().min(50).max(60_000).describe('How long an answer may take: 5000 today, 20000 in older guides.'),
  retrySchedule: z.enum(['hour', '36h']).describe('How long failed deliveries are tried again.'),
  receipts: z.enum(['usual', 'never', 'readOnly', 'withoutMids']).describe('Which receipts the phone sends.'),
});
export type Faults = z.infer<typeof Faults>;

/** A platform without faults. */
export const NO_FAULTS: Faults = {
  seed: null,
  share: 1,
  batch: 1,
  reorder: 1,
  holdMs: 200,
  duplicates: 0,
  duplicateDelayMs: 0,
  delayMs: 0,
  delaySpreadMs: 0,
  drop: false,
  lostAnswers: 0,
  signature: 'right',
  truncate: 'off',
  badAttempts: 1,
  unknownField: false,
  extraKeys: false,
  nullFields: false,
  numericIds: false,
  timestamps: 'milliseconds',
  keyOrder: 'usual',
  bareEntry: false,
  emptyEntry: false,
  changesTest: false,
  timeoutMs: 5000,
  retrySchedule: 'hour',
  receipts: 'usual',
};

/** Some of the faults; the others stay as they are. */
export const FaultChange = Faults.partial();
export type FaultChange = z.infer<typeof FaultChange>;

/** The faults after a change. */
export function changeFaults(faults: Faults, change: FaultChange): Faults {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return Faults.parse({ ...faults, ...Object.fromEntries(said) });
}
