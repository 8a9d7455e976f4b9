import { z } from 'zod';
import { MAX_DATA_REF_LENGTH, VISIT_REF_PATTERN } from '../ref.ts';
import type {
  RegisteredRef as RegisteredShape,
  RegisterRefBody as BodyShape,
  VisitStatus as StatusShape,
} from '../visit.ts';
import { USER_TOKEN_ERRORS, VISIT_ANSWERS, VISIT_STAGES, VISIT_STATES } from '../visit.ts';
import { Instant } from './list.ts';
import { EntryPointKey } from './entry-points.ts';
import { text } from './text.ts';

const Utm = z
  .record(z.string().regex(/^utm_[a-z_]{1,40}$/), text(500))
  .refine((utm) => Object.keys(utm).length <= 20, 'Expected at most 20 utm parameters.');

export const Landing = z.object({
  url: text(2048).optional(),
  referrer: text(2048).optional(),
  utm: Utm.optional(),
});
export type Landing = z.infer<typeof Landing>;

export const RegisterRefBody = z.object({
  entryPoint: EntryPointKey,
  ref: z
    .string()
    .regex(VISIT_REF_PATTERN, 'Expected <code>_<22 characters of base64url>: the code and 128 random bits.')
    .optional(),
  dataRef: text(MAX_DATA_REF_LENGTH).optional(),
  userToken: z.string().max(32_768).optional(),
  landing: Landing.optional(),
}) satisfies z.ZodType<BodyShape>;
export type RegisterRefBody = z.infer<typeof RegisterRefBody>;

export const VisitIdentity = z.object({
  status: z.enum(['none', 'accepted', 'refused']),
  code: z.enum(USER_TOKEN_ERRORS).nullable(),
  message: z.string().nullable(),
});
export type VisitIdentity = z.infer<typeof VisitIdentity>;

export const RegisteredRef = z.object({
  id: z.string(),
  ref: z.string(),
  url: z.string(),
  watchSecret: z.string().describe('Lets its holder watch this visit. Shown once.'),
  expiresAt: Instant,
  identity: VisitIdentity,
}) satisfies z.ZodType<RegisteredShape>;
export type RegisteredRef = z.infer<typeof RegisteredRef>;

const asked = <const K extends string>(kind: K) => z.object({ kind: z.literal(kind), expiresAt: Instant });
const Person = z.string().describe("The name in Messenger: a stranger's words, never to be shown as the site's own.");

export const VisitQuestion = z.discriminatedUnion('kind', [
  asked('match').extend({
    number: z.int().describe('The thread shows it among others. For the eyes of this visitor only.'),
  }),
  asked('confirm-in-thread'),
  asked('confirm-on-site').extend({ person: Person }),
  asked('code').extend({
    person: Person.nullable(),
    thread: z.boolean().describe('The thread has agreed.'),
    site: z.boolean().describe('The site has agreed.'),
  }),
  asked('waiting').extend({ reason: z.string().describe('As of a message that is not sent.'), message: z.string() }),
]);

export const ConfirmVisitBody = z.object({
  answer: z.enum(VISIT_ANSWERS).describe('connect: to the person shown. not_me: nothing is tied, whatever is asked.'),
});
export type ConfirmVisitBody = z.infer<typeof ConfirmVisitBody>;

export const VisitStatus = z.object({
  id: z.string(),
  entryPoint: z.string(),
  state: z.enum(VISIT_STATES),
  identity: VisitIdentity,
  account: z
    .object({ label: z.string().describe('The name, masked: `a***@shop.example`.') })
    .nullable()
    .describe("The site's account that the visit proved; null where it proved none."),
  question: VisitQuestion.nullable().describe('What is asked before the thread is tied; null: nothing.'),
  stages: z.array(z.object({ stage: z.enum(VISIT_STAGES), at: Instant, reason: z.string().nullable() })),
  expiresAt: Instant,
}) satisfies z.ZodType<StatusShape>;
export type VisitStatus = z.infer<typeof VisitStatus>;
