import { z } from 'zod';
import { Id, listOf, maybe, Num, Text } from './webhook-field.ts';

const Answer = { type: Id, payload: Text };
const Question = maybe(z.object({ ...Answer, follow_up: maybe(z.object(Answer)) }));

/** The customer feedback template, filled in. */
export const WebhookMessagingFeedback = z.object({
  feedback_screens: listOf(z.object({ screen_id: Id, questions: maybe(z.record(z.string(), Question)) })),
});
export type WebhookMessagingFeedback = z.infer<typeof WebhookMessagingFeedback>;

/** A thumb under one message of the Page. */
export const WebhookResponseFeedback = z.object({ feedback: Text, mid: Text });

/** A cart that was sent from the Page's shop. */
export const WebhookOrder = z.object({
  products: listOf(z.object({ id: Id, retailer_id: Id, name: Text, unit_price: Num, currency: Id, quantity: Num })),
  note: Text,
});
