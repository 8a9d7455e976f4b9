import { z } from 'zod';

const flag = (what: string): z.ZodBoolean => z.boolean().describe(what);
const whole = (least: number, most: number, what: string): z.ZodInt => z.int().min(least).max(most).describe(what);

const PlannedError = z.strictObject({
  code: z.int(),
  subcode: z.int().optional(),
  httpStatus: z.int().min(400).max(599).default(400),
  isTransient: z.boolean().optional(),
  message: z.string().optional(),
});

/** The error that a fault answers with. */
export type PlannedError = z.infer<typeof PlannedError>;

/** What can go wrong with calls of the Graph API, switched on by the control API and kept until switched off. */
export const GraphFaults = z.strictObject({
  seed: z.string().max(200).nullable().describe('Makes the choice of the calls repeat; null is real chance.'),
  share: z.number().min(0).max(1).describe('To which part of the calls the faults happen.'),
  times: z.int().min(1).nullable().describe('To how many calls they happen before they end; null is all.'),
  path: z.string().nullable().describe('Only to calls whose path has this in it, such as "messages".'),
  error: PlannedError.nullable().describe('Answers this error and does nothing.'),
  answer: z
    .enum(['whole', 'html', 'truncated', 'reset', 'lost'])
    .describe(
      '"html": a 500 that is no JSON, nothing is done. "truncated": a 200 whose JSON ends too early. "reset": the connection ' +
        'is cut after the call was carried out. "lost": it is cut before.',
    ),
  delayMs: whole(0, 600_000, 'How long an answer waits after its call was carried out, in real time.'),
  localised: flag('Error messages in the language of the Page’s owner.'),
  withoutSubcode: flag('Errors without their error_subcode.'),
  appUsers: whole(1, 1e9, 'Daily users of the app: 200 calls an hour each, with app and user tokens.'),
  engagedUsers: whole(1, 1e9, 'Engaged users of each Page: 200 Messenger calls and 4800 others a day each.'),
  sendsPerSecond: whole(1, 1e6, 'Messages a second for each Page.'),
  mediaPerSecond: whole(1, 1e6, 'Of these, audio and video.'),
  profileCalls: whole(1, 1e6, 'Calls of the Messenger Profile in ten minutes for each Page.'),
  conversationsPerSecond: whole(1, 1e6, 'Calls of conversations a second for each Page.'),
  usageFrom: whole(0, 100, 'From how many percent on the usage headers appear.'),
  appUsage: whole(0, 1000, 'X-App-Usage tells at least this many percent.'),
  pageUsage: whole(0, 1000, 'X-Business-Use-Case-Usage tells at least this many percent.'),
  regainMinutes: whole(0, 10_000, 'X-Business-Use-Case-Usage tells at least this many minutes to wait.'),
});
export type GraphFaults = z.infer<typeof GraphFaults>;

/** A Graph API without faults, within the documented limits. */
export const NO_GRAPH_FAULTS: GraphFaults = {
  seed: null,
  share: 1,
  times: null,
  path: null,
  error: null,
  answer: 'whole',
  delayMs: 0,
  localised: false,
  withoutSubcode: false,
  appUsers: 1000,
  engagedUsers: 1000,
  sendsPerSecond: 300,
  mediaPerSecond: 10,
  profileCalls: 10,
  conversationsPerSecond: 2,
  usageFrom: 1,
  appUsage: 0,
  pageUsage: 0,
  regainMinutes: 0,
};

/** Some of the faults; the others stay as they are. */
export const GraphFaultChange = GraphFaults.partial();
export type GraphFaultChange = z.input<typeof GraphFaultChange>;
