/**
 * What the widget and the server tell each other about one visit. No schema library here, so that the widget can import
 * it for nothing; the schemas that check these shapes at the server's edge stand in `api/refs.ts`.
 */

/** What a browser tells of an entry point by itself (`POST /v1/stages`). Anybody can claim it: nothing rests on it. */
export const BROWSER_STAGES = ['rendered', 'clicked', 'opened', 'plugin_failed'] as const;
export type BrowserStage = (typeof BROWSER_STAGES)[number];

/** Why Meta's plugin gave way to the link. Closed set; whatever else a browser says counts as `other`. */
export const PLUGIN_FAILURES = [
  'not_rendered',
  'sdk_blocked',
  'frame_blocked',
  'development_mode',
  'domain_not_whitelisted',
  'other',
] as const;
export type PluginFailure = (typeof PLUGIN_FAILURES)[number];

/**
 * The stages a visit can reach: the browser's own, then those the server records. `link_refused` and `plugin_failed` carry
 * a reason; so does `linked` where the link stood before the visit (`LINKED_BEFORE`).
 */
export const VISIT_STAGES = [
  'rendered',
  'clicked',
  'opened',
  'plugin_failed',
  'registered',
  'arrived',
  'linked',
  'link_refused',
  'unlinked',
] as const;
export type VisitStage = (typeof VISIT_STAGES)[number];

/** Reason of the stage `linked` of a visit that found the link standing: it brought none about, and can end none. */
export const LINKED_BEFORE = 'linked_before';

/** Where a visit stands: the server's truth, the only thing the widget may show as "arrived" or "linked". */
export const VISIT_STATES = ['waiting', 'arrived', 'asked', 'linked', 'refused', 'expired'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

/**
 * What is asked before the thread is tied to the visit's account: the number for the thread to choose (`match`), consent in
 * the thread, consent to a person on the site, both (`code`; what was given already is true), or nothing yet, since nothing
 * can be said in the thread (`waiting`). `person`: the name in Messenger, words of a stranger; empty or null: not known.
 */
export type VisitQuestion = { readonly expiresAt: string } & (
  | { readonly kind: 'match'; readonly number: number }
  | { readonly kind: 'confirm-in-thread' }
  | { readonly kind: 'confirm-on-site'; readonly person: string }
  | { readonly kind: 'code'; readonly person: string | null; readonly thread: boolean; readonly site: boolean }
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string }
);

/** What the holder of a visit's secret answers (`POST /v1/refs/{refId}/confirm`). */
export const VISIT_ANSWERS = ['connect', 'not_me'] as const;
export type VisitAnswer = (typeof VISIT_ANSWERS)[number];

/** Header that carries the visit's secret to the status, the stream and whatever else belongs to the visit alone. */
export const WATCH_SECRET_HEADER = 'watch-secret';

/** Why a visit was registered without identity although a user token came along. Closed set. */
export const USER_TOKEN_ERRORS = [
  'user_token_malformed',
  'user_token_algorithm_not_allowed',
  'user_token_header_not_allowed',
  'user_token_unknown_key',
  'user_token_keys_unavailable',
  'user_token_wrong_signature',
  'user_token_wrong_audience',
  'user_token_wrong_state',
  'user_token_expired',
  'user_token_not_yet_valid',
  'user_token_lives_too_long',
  'user_token_missing_claim',
  'user_token_reused',
  'arrived_too_long_ago',
  'entry_point_not_active',
] as const;
export type UserTokenError = (typeof USER_TOKEN_ERRORS)[number];

/** Page and campaign the visitor came from, as the browser tells it. Marked `visitor` wherever it is shown. */
export interface Landing {
  readonly url?: string | undefined;
  readonly referrer?: string | undefined;
  readonly utm?: Readonly<Record<string, string>> | undefined;
}

/** Body of `POST /v1/refs`. `ref` is minted by the browser; left out, the server mints one. */
export interface RegisterRefBody {
  readonly entryPoint: string;
  readonly ref?: string | undefined;
  readonly dataRef?: string | undefined;
  readonly userToken?: string | undefined;
  readonly landing?: Landing | undefined;
}

/** Whether the visit carries an account of the site, and if not, why. */
export interface VisitIdentity {
  readonly status: 'none' | 'accepted' | 'refused';
  readonly code: UserTokenError | null;
  readonly message: string | null;
}

/** Answer of `POST /v1/refs`. `watchSecret` is shown once. */
export interface RegisteredRef {
  readonly id: string;
  readonly ref: string;
  readonly url: string;
  readonly watchSecret: string;
  readonly expiresAt: string;
  readonly identity: VisitIdentity;
}

/** Answer of `GET /v1/refs/{refId}`, and each event of its stream. */
export interface VisitStatus {
  readonly id: string;
  readonly entryPoint: string;
  readonly state: VisitState;
  readonly identity: VisitIdentity;
  /** The site's account that the visit proved, by its masked name; null where it proved none. */
  readonly account: { readonly label: string } | null;
  /** What is asked at the moment. */
  readonly question: VisitQuestion | null;
  readonly stages: readonly { readonly stage: VisitStage; readonly at: string; readonly reason: string | null }[];
  readonly expiresAt: string;
}

/** How an entry point looks where the page itself says nothing; null leaves it to the element. */
export interface EntryPointLook {
  /** Colour of the button, `#rrggbb`. */
  readonly accent: string | null;
  /** Black or white, whichever can be read on the accent (always at 4.5:1 or more); null without an accent. */
  readonly onAccent: string | null;
  readonly size: 'standard' | 'large' | 'xlarge' | null;
  readonly color: 'blue' | 'white' | null;
}

/** What Meta's own plugin needs. Loaded only when the visitor has agreed and acted on that very element. */
export interface EntryPointPlugin {
  readonly appId: string;
  readonly pageId: string;
  /** `/<locale>/sdk.js` follows. */
  readonly sdkUrl: string;
  readonly version: string;
  /** Why it would not show here, as far as the server knows of app and Page: for the one who wonders why it did not. */
  readonly doubt?: Extract<PluginFailure, 'development_mode' | 'domain_not_whitelisted'> | null | undefined;
}

/** Answer of `GET /v1/entry-points/{key}/config`: public, refines what the markup already says. */
export interface EntryPointConfig {
  readonly key: string;
  readonly variant: 'button' | 'bubble' | 'qr' | 'checkbox';
  readonly label: string | null;
  readonly url: string;
  readonly status: 'active' | 'paused' | 'archived';
  readonly platform: 'messenger' | 'instagram';
  readonly pageId: string;
  readonly pageName: string;
  readonly look: EntryPointLook;
  /** null: not allowed for this entry point, switched off, or not to be had on the platform. */
  readonly plugin: EntryPointPlugin | null;
}

/** Answer of `GET /v1/takeover?pageId=`: the entry point that stands for the Page's old markup on the asking origin. */
export interface Takeover extends Omit<EntryPointConfig, 'key'> {
  readonly entry: string;
}

/** One thing a browser tells of an entry point, `count` times (a page may hold many alike). */
export interface ToldStage {
  readonly entryPoint: string;
  readonly stage: BrowserStage;
  /** Of `plugin_failed`: one of `PLUGIN_FAILURES`. */
  readonly reason?: string | undefined;
  readonly count?: number | undefined;
  /** How long ago it was, in ms; at most a day. */
  readonly ago?: number | undefined;
  /** The visit it belongs to, with its secret; without both it is only counted. */
  readonly refId?: string | undefined;
  readonly watchSecret?: string | undefined;
}

/** Body of `POST /v1/stages`: JSON as text/plain, so that `sendBeacon` can carry it. */
export interface TellStagesBody {
  readonly stages: readonly ToldStage[];
}
