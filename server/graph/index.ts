/** The Graph API: one function per call, what its errors mean, and the limits obeyed. */
export {
  extendThread,
  passThread,
  releaseThread,
  requestThread,
  takeThread,
  type ThreadControlInput,
} from './calls/change-thread-control.ts';
export { debugToken, type TokenReport } from './calls/debug-token.ts';
export { deleteProfile } from './calls/delete-profile.ts';
export { exchangeUserToken, type LongLivedToken } from './calls/exchange-user-token.ts';
export { type AppSubscription, getAppSubscriptions } from './calls/get-app-subscriptions.ts';
export { type FeatureStatus, getFeatureStatus } from './calls/get-feature-status.ts';
export { getPage, type GraphPage } from './calls/get-page.ts';
export { getProfile, type ProfileFields } from './calls/get-profile.ts';
export { getSubscribedApps, type SubscribedApp } from './calls/get-subscribed-apps.ts';
export { getThreadOwner, type ThreadOwner } from './calls/get-thread-owner.ts';
export { getUserProfile, type UserProfile, type UserProfileField } from './calls/get-user-profile.ts';
export { listAccounts, type PageAccount } from './calls/list-accounts.ts';
export { type AppScopedId, listIdsForApps } from './calls/list-ids-for-apps.ts';
export { listIdsForPages, type PageScopedId } from './calls/list-ids-for-pages.ts';
export { listSecondaryReceivers, type ReceiverApp } from './calls/list-secondary-receivers.ts';
export { type LinkingPerson, resolveLinkingToken } from './calls/resolve-linking-token.ts';
export {
  type Recipient,
  type SendContent,
  type SendInput,
  sendMessage,
  type SentMessage,
} from './calls/send-message.ts';
export { setProfile, type SetProfileInput } from './calls/set-profile.ts';
export { subscribeApp, type SubscribeAppInput } from './calls/subscribe-app.ts';
export { subscribePage, type SubscribePageInput } from './calls/subscribe-page.ts';
export { unlinkAccount } from './calls/unlink-account.ts';
export { unsubscribePage } from './calls/unsubscribe-page.ts';
export { classifyError, type ErrorClass, type ErrorSigns } from './errors/classify-error.ts';
export type { ErrorRow } from './errors/error-row.ts';
export { ERROR_TABLE } from './errors/error-table.ts';
export { appCaller, type GraphCaller } from './graph-caller.ts';
export { type ErrorScope, GraphError, type GraphFailure, type GraphVerdict } from './graph-error.ts';
export { type MessengerProfile, type ProfileField, type ProfilePlatform } from './profile/messenger-profile.ts';
export { toThreadtieError } from './to-threadtie-error.ts';
