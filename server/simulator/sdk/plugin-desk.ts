import type { Simulator } from '../simulator.ts';
import type { Page, Person } from '../state/world.ts';
import { optIn, optInByCheckbox } from './opt-in.ts';
import type { PluginQuery } from './plugin-query.ts';
import { keptRef } from './plugin-refusal.ts';
import { SDK_AS_IT_IS, type SdkKnobs } from './sdk-knobs.ts';

/** What a frame tells its page, and so whoever subscribed to the plugin's event there. */
export interface PluginEvent {
  readonly event: string;
  readonly is_after_optin: boolean;
  readonly ref: string | null;
  readonly user_ref?: string;
  readonly state?: string;
}

/** A tap in a frame: whose, where, and what was tapped. */
export interface PluginTap {
  readonly query: PluginQuery;
  readonly page: Page;
  readonly person: Person;
  readonly act: string;
}

/** What the platform knows of the plugins on all pages: how they behave, and the checkboxes that were shown. */
export interface PluginDesk {
  readonly knobs: SdkKnobs;
  readonly usedRefs: ReadonlySet<string>;
  turn(change: Partial<SdkKnobs>): SdkKnobs;
  shown(query: PluginQuery): void;
  /** Carries a tap out. @returns what the frame tells its page of it */
  tap(sim: Simulator, tap: PluginTap): readonly PluginEvent[];
  /** The form was sent. @returns whether that was an opt-in: ticked, of this app and Page, and not told before */
  confirm(sim: Simulator, page: Page, input: { app: string; userRef: string; ref: string | undefined }): boolean;
}

interface Box {
  readonly appId: string;
  readonly pageId: string;
  isTicked: boolean;
  isTold: boolean;
}

/** Begins with no checkbox shown. */
export function createPluginDesk(): PluginDesk {
  const boxes = new Map<string, Box>();
  const usedRefs = new Set<string>();
  const knobs = { ...SDK_AS_IT_IS };
  return {
    knobs,
    usedRefs,
    turn: (change) => Object.assign(knobs, change),
    shown({ user_ref, app_id, page_id }) {
      if (!user_ref) return;
      usedRefs.add(user_ref);
      boxes.set(user_ref, { appId: app_id, pageId: page_id, isTicked: false, isTold: false });
    },
    tap(sim, tap) {
      const box = boxes.get(tap.query.user_ref);
      return box ? tapBox(tap, box) : tapButton(sim, tap, knobs);
    },
    confirm(sim, page, { app, userRef, ref }) {
      const box = boxes.get(userRef);
      if (!box?.isTicked || box.isTold || box.appId !== app || box.pageId !== page.id) return false;
      box.isTold = true;
      if (knobs.tells !== 'page-only') optInByCheckbox(sim, page, { ref, userRef });
      return true;
    },
  };
}

function tapBox({ query, act }: PluginTap, box: Box): readonly PluginEvent[] {
  const head = { ref: query.ref || null, user_ref: query.user_ref, is_after_optin: false };
  if (act === 'not_you') return [{ event: 'not_you', ...head }];
  box.isTicked = !box.isTicked;
  return [{ event: 'checkbox', ...head, state: box.isTicked ? 'checked' : 'unchecked' }];
}

function tapButton(sim: Simulator, { query, page, person, act }: PluginTap, knobs: SdkKnobs): readonly PluginEvent[] {
  const tell = (event: string, is_after_optin = false): PluginEvent => ({
    event,
    ref: query.ref || null,
    is_after_optin,
  });
  if (act === 'not_you') return [tell('not_you'), tell('rendered')];
  // One click is enough for those who are signed in there, where the button carries a text of the list.
  const asks = !query.cta_text || query.enforce_login === 'true' || knobs.session !== 'in';
  if (asks && knobs.popUp === 'closed') return [tell('clicked')];
  if (knobs.tells !== 'page-only') optIn(sim, page, person, keptRef(query.ref, knobs));
  return knobs.tells === 'webhook-only'
    ? [tell('clicked')]
    : [tell('clicked'), tell('opt_in', asks), tell('rendered', true)];
}
