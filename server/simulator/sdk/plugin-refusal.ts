import type { Simulator } from '../simulator.ts';
import { hasRoleOrIsLive } from '../state/app-role.ts';
import { findApp } from '../state/simulated-app.ts';
import type { Page, Person } from '../state/world.ts';
import type { PluginQuery } from './plugin-query.ts';
import type { SdkKnobs } from './sdk-knobs.ts';

const SAFE_REF = /^[A-Za-z0-9_=-]*$/;
const LONGEST_REF = 250;

/** What a frame is asked for, and by whom. */
export interface PluginAsked {
  readonly query: PluginQuery;
  readonly page: Page | null;
  readonly person: Person;
  readonly knobs: SdkKnobs;
  /** The user_refs of frames shown before: each serves one. */
  readonly usedRefs: ReadonlySet<string>;
}

/** Why the platform shows nothing in this frame, or null. It never says so itself: the frame stays empty. */
export function pluginRefusal(sim: Simulator, asked: PluginAsked): string | null {
  const { query, page, person, knobs } = asked;
  const app = findApp(sim, query.app_id);
  if (!app || !page || page.platform !== 'messenger') return 'unknown app or Page';
  if (!hasRoleOrIsLive(app, person)) return 'the app is in development, and the person has no role on it';
  if (knobs.isBlank) return 'the knob says so';
  if (knobs.refs === 'strict' && !isSafe(query.ref)) return 'the ref does not fit';
  return query.plugin === 'fb-messenger-checkbox' ? checkboxRefusal(asked) : null;
}

function checkboxRefusal({ query, knobs, usedRefs }: PluginAsked): string | null {
  if (!query.user_ref || !isSafe(query.user_ref)) return 'the user_ref is missing or does not fit';
  if (usedRefs.has(query.user_ref)) return 'the user_ref was used before';
  return query.allow_login === 'false' && knobs.session !== 'in'
    ? 'nobody is signed in, and login is not allowed'
    : null;
}

function isSafe(ref: string): boolean {
  return ref.length <= LONGEST_REF && SAFE_REF.test(ref);
}

/** The ref as the platform keeps it; undefined where the element had none. */
export function keptRef(ref: string, { refs }: SdkKnobs): string | undefined {
  return (refs === 'truncating' ? ref.slice(0, LONGEST_REF) : ref) || undefined;
}

/** The origins that may hold the Page's plugins, as a policy of who may frame. */
export function framePolicy(page: Page | null): string {
  const domains = page?.profile['whitelisted_domains'];
  const origins = Array.isArray(domains) ? domains.map((domain) => String(domain).replace(/\/$/, '')) : [];
  return `frame-ancestors ${origins.join(' ') || "'none'"}`;
}
