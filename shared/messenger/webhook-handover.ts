import { z } from 'zod';
import { Id, listOf, Text } from './webhook-field.ts';

/** Who answers in a thread from now on: `pass_thread_control` and `take_thread_control`, in both generations. */
export const WebhookThreadControl = z.object({ previous_owner_app_id: Id, new_owner_app_id: Id, metadata: Text });

/** Who would like to: `request_thread_control`. */
export const WebhookThreadRequest = z.object({ requested_owner_app_id: Id, metadata: Text });

/** The parts apps play on a Page, by app id. */
export const WebhookAppRoles = z.record(z.string(), listOf(z.string()));

/** What the platform does to a Page that breaks its rules, and takes back. */
export const WebhookPolicyEnforcement = z.object({ action: Id, reason: Text });
