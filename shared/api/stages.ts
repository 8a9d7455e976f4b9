import { z } from 'zod';
import type { TellStagesBody as BodyShape } from '../visit.ts';
import { BROWSER_STAGES, PLUGIN_FAILURES } from '../visit.ts';
import { EntryPointKey } from './entry-points.ts';
import { Instant } from './list.ts';

const MOST_STAGES = 50;
const MOST_ALIKE = 500;
const DAY_MS = 86_400_000;
const MOST_DAYS = 31;

export const ToldStage = z.object({
  entryPoint: EntryPointKey,
  stage: z.enum(BROWSER_STAGES),
  reason: z.string().max(60).optional().describe('Of plugin_failed; an unknown one counts as other.'),
  count: z
    .number()
    .int()
    .min(0)
    .max(MOST_ALIKE)
    .optional()
    .describe('How many alike; 1 when left out, 0 for what was counted before and is told of a visit now.'),
  ago: z.number().int().min(0).max(DAY_MS).optional().describe('How many milliseconds ago it was.'),
  refId: z.string().max(60).optional().describe('The visit it belongs to; needs its secret.'),
  watchSecret: z.string().max(100).optional(),
});
export type ToldStage = z.infer<typeof ToldStage>;

export const TellStagesBody = z.object({
  stages: z.array(ToldStage).min(1).max(MOST_STAGES),
}) satisfies z.ZodType<BodyShape>;
export type TellStagesBody = z.infer<typeof TellStagesBody>;

export const ToldStages = z.object({
  counted: z.number().int().describe('How many were counted; the rest belong to no entry point of this website.'),
});
export type ToldStages = z.infer<typeof ToldStages>;

export const StageCountsQuery = z
  .object({
    from: Instant.optional().describe('The first hour; a day before `to` when left out.'),
    to: Instant.optional().describe('The end, itself left out; now when left out.'),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(to) - Date.parse(from) <= MOST_DAYS * DAY_MS, {
    message: `Expected at most ${MOST_DAYS} days between "from" and "to".`,
  });
export type StageCountsQuery = z.infer<typeof StageCountsQuery>;

const Counted = { stage: z.enum(BROWSER_STAGES), reason: z.enum(PLUGIN_FAILURES).nullable(), count: z.number().int() };

export const StageCounts = z.object({
  entryPoint: z.string(),
  from: Instant,
  to: Instant,
  toldBy: z.literal('browsers').describe('Anybody can claim these: they show what to look into and prove nothing.'),
  totals: z.array(z.object(Counted)),
  hours: z.array(z.object({ hour: Instant, ...Counted })).describe('Oldest first; what never happened is left out.'),
});
export type StageCounts = z.infer<typeof StageCounts>;
