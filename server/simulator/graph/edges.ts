import type { Simulator } from '../simulator.ts';
import { listAccounts, listPermissions } from './accounts.ts';
import { listSubscriptions, subscribe, unsubscribe } from './app-subscriptions.ts';
import { listConversations } from './conversations.ts';
import { debugToken } from './debug-token.ts';
import type { Admission } from './admission.ts';
import type { Edge } from './edge.ts';
import { exchangeToken } from './exchange-token.ts';
import type { GraphRequest } from './graph-request.ts';
import { listIdsForApps, listIdsForPages } from './id-matching.ts';
import { unlinkAccount } from './linking-tokens.ts';
import { deleteProfile, readProfile, writeProfile } from './messenger-profile.ts';
import { createPersona, listPersonas } from './personas.ts';
import { sendMessage } from './send-message.ts';
import { listSubscribedApps, subscribeApp, unsubscribeApp } from './subscribed-apps.ts';
import * as control from './thread-control.ts';
import { uploadAttachment } from './upload-attachment.ts';

/** Calls that belong to no object; they look at their tokens themselves. */
export const ROOTS: Readonly<Record<string, (sim: Simulator, request: GraphRequest, admit: Admission) => object>> = {
  'GET /oauth/access_token': exchangeToken,
  'POST /oauth/access_token': exchangeToken,
  'GET /debug_token': debugToken,
};

const METADATA = { by: 'page', scope: 'pages_manage_metadata' } as const;
const MESSAGING = { by: 'page', scope: 'pages_messaging' } as const;

/** Every edge of the Graph API that the simulator has. */
export const EDGES: readonly Edge[] = [
  { method: 'GET', name: 'accounts', by: 'user', scope: 'pages_show_list', answer: listAccounts },
  { method: 'GET', name: 'permissions', by: 'user', answer: listPermissions },
  { method: 'GET', name: 'subscriptions', by: 'app', answer: listSubscriptions },
  { method: 'POST', name: 'subscriptions', by: 'app', answer: subscribe },
  { method: 'DELETE', name: 'subscriptions', by: 'app', answer: unsubscribe },
  { method: 'GET', name: 'subscribed_apps', ...METADATA, answer: listSubscribedApps },
  { method: 'POST', name: 'subscribed_apps', ...METADATA, task: 'MODERATE', answer: subscribeApp },
  { method: 'DELETE', name: 'subscribed_apps', ...METADATA, task: 'MODERATE', answer: unsubscribeApp },
  { method: 'POST', name: 'messages', ...MESSAGING, task: 'MESSAGING', answer: sendMessage },
  { method: 'POST', name: 'message_attachments', ...MESSAGING, task: 'MESSAGING', answer: uploadAttachment },
  { method: 'GET', name: 'messenger_profile', ...MESSAGING, answer: readProfile },
  { method: 'POST', name: 'messenger_profile', ...MESSAGING, answer: writeProfile },
  { method: 'DELETE', name: 'messenger_profile', ...MESSAGING, answer: deleteProfile },
  { method: 'GET', name: 'personas', ...MESSAGING, answer: listPersonas },
  { method: 'POST', name: 'personas', ...MESSAGING, answer: createPersona },
  { method: 'GET', name: 'conversations', ...MESSAGING, answer: listConversations },
  { method: 'POST', name: 'pass_thread_control', ...MESSAGING, task: 'MESSAGING', answer: control.passThread },
  { method: 'POST', name: 'take_thread_control', ...MESSAGING, task: 'MESSAGING', answer: control.takeThread },
  { method: 'POST', name: 'request_thread_control', ...MESSAGING, task: 'MESSAGING', answer: control.requestThread },
  { method: 'POST', name: 'release_thread_control', ...MESSAGING, task: 'MESSAGING', answer: control.releaseThread },
  { method: 'POST', name: 'extend_thread_control', ...MESSAGING, task: 'MESSAGING', answer: control.extendThread },
  { method: 'GET', name: 'thread_owner', ...MESSAGING, answer: control.readThreadOwner },
  { method: 'GET', name: 'secondary_receivers', ...MESSAGING, answer: control.listSecondaryReceivers },
  { method: 'POST', name: 'unlink_accounts', ...MESSAGING, answer: unlinkAccount },
  { method: 'GET', name: 'ids_for_pages', by: 'anyone', answer: listIdsForPages },
  { method: 'GET', name: 'ids_for_apps', by: 'anyone', answer: listIdsForApps },
];
