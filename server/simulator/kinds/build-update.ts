import { z } from 'zod';
import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { getPage, getPerson, psidOf, threadOf } from '../state/find-in-world.ts';
import { recordAction } from '../state/thread-owner.ts';
import type { Page } from '../state/world.ts';
import { mergeInto, type MessagingEvent } from '../webhook/messaging-event.ts';
import type { Update } from '../webhook/update.ts';
import { mediaUrl } from '../media-url.ts';
import type { EventKind, KindContext } from './event-kind.ts';
import { EVENT_KINDS } from './event-kinds.ts';

/** What every item with a `kind` may say, whatever the kind: who, when, and keys to add to the event. */
const Head = z.looseObject({
  kind: z.string(),
  person: z.string().optional(),
  timestamp: z.number().optional(),
  messageId: z.string().optional(),
  standby: z.boolean().optional(),
  merge: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Turns an item of `POST /control/events` into what is sent: a raw event stays exactly as it is.
 * @throws {RequestRefused} 400 for a kind there is not, or one of the other object
 */
export function buildUpdate(sim: Simulator, appId: string, pageId: string, item: MessagingEvent): Update {
  const platform = sim.store.world.pages.find((page) => page.id === pageId)?.platform;
  const object = platform === 'instagram' ? 'instagram' : 'page';
  if (!('kind' in item)) return { appId, object, pageId, place: 'messaging', item };
  const { kind: name, person, timestamp, messageId, standby, merge, ...input } = Head.parse(item);
  const kind = EVENT_KINDS.get(name);
  if (!kind) throw new RequestRefused(400, `There is no kind "${name}": GET /control/kinds lists them.`);
  const page = getPage(sim.store.world, pageId);
  if (kind.object !== object) throw new RequestRefused(400, `The kind "${name}" does not fit ${object} ${pageId}.`);
  const context = contextOf(sim, { appId, page, person, timestamp, messageId });
  const event = kind.build(context, input);
  if (kind.isAct) markActed(sim, page, person, context.at);
  const place = standby ? 'standby' : kind.place;
  return { appId, object, pageId, place, item: merge ? mergeInto(event, merge) : event };
}

/** An event of this kind with everything left to its defaults: what `GET /control/kinds` shows. */
export function exampleOf(sim: Simulator, kind: EventKind): MessagingEvent {
  const platform = kind.object === 'instagram' ? 'instagram' : 'messenger';
  const page = sim.store.world.pages.find((one) => one.platform === platform);
  if (!page) throw new RequestRefused(404, `The simulator has no Page for "${kind.object}".`);
  const at = sim.clock.now();
  const token = (): string => 'EXAMPLE';
  const psid = sim.store.world.people[0]?.psids[page.id] ?? '1';
  return kind.build({ ...shared(sim, sim.app.id), psid, pageId: page.id, at, mid: 'm_EXAMPLE', token }, {});
}

function contextOf(
  sim: Simulator,
  input: {
    readonly appId: string;
    readonly page: Page;
    readonly person: string | undefined;
    readonly timestamp: number | undefined;
    readonly messageId: string | undefined;
  },
): KindContext {
  const { appId, page, person, timestamp, messageId } = input;
  const psid = psidOf(getPerson(sim.store.world, person ?? sim.store.world.people[0]?.id ?? ''), page);
  const at = timestamp === undefined ? sim.clock.now() : new Date(timestamp);
  const mid = messageId ?? `m_${sim.random.token(256)}`;
  return { ...shared(sim, appId), psid, pageId: page.id, at, mid, token: () => sim.random.token(128) };
}

function shared(sim: Simulator, appId: string): Pick<KindContext, 'appId' | 'mediaUrl'> {
  return { appId, mediaUrl: (name) => mediaUrl(sim, name) };
}

/** Whoever acted has a thread from then on, and its messaging window is open. */
function markActed(sim: Simulator, page: Page, person: string | undefined, at: Date): void {
  const holder = getPerson(sim.store.world, person ?? sim.store.world.people[0]?.id ?? '');
  recordAction(sim, threadOf(sim.store.world, page, holder), at);
  sim.store.changed();
}
