import type { Simulator } from '../simulator.ts';
import { exampleOf } from '../kinds/build-update.ts';
import { EVENT_KINDS } from '../kinds/event-kinds.ts';
import { subscriptionField } from '../webhook/subscription-field.ts';

/** One kind as `GET /control/kinds` tells it. */
export interface KindListing {
  readonly kind: string;
  readonly object: string;
  readonly place: string;
  /** The field that must be subscribed; null where the platform has none. */
  readonly field: string | null;
  readonly about: string;
  readonly example: object;
}

/** Every kind of event, with an example. */
export function listKinds(sim: Simulator): KindListing[] {
  return [...EVENT_KINDS.values()].map((kind) => {
    const example = exampleOf(sim, kind);
    const { object, place, about } = kind;
    return {
      kind: kind.kind,
      object,
      place,
      field: subscriptionField({ object, place, item: example }),
      about,
      example,
    };
  });
}
