import type { Delivery } from './delivery-log.ts';
import type { Faults } from './faults.ts';
import type { Update } from './update.ts';

/** Puts the updates of one app into one delivery until it is full or has waited long enough. */
export interface UpdateGatherer {
  /** The delivery these updates went into. */
  add(updates: readonly Update[], faults: Faults): Delivery;
  /** Closes the open delivery, if there is one, and hands it over. */
  flush(): void;
  /** Forgets the open delivery. */
  clear(): void;
}

/** A gatherer that hands every closed delivery to `close`. */
export function createUpdateGatherer(
  begin: (updates: readonly Update[]) => Delivery,
  close: (delivery: Delivery) => void,
): UpdateGatherer {
  let open: Delivery | null = null;
  let timer: NodeJS.Timeout | undefined;
  const take = (): Delivery | null => {
    clearTimeout(timer);
    timer = undefined;
    const taken = open;
    open = null;
    return taken;
  };
  const flush = (): void => {
    const delivery = take();
    if (delivery) close(delivery);
  };
  return {
    add: (updates, faults) => {
      if (open && !mayShare(open.updates, updates)) flush();
      const delivery = open ?? begin(updates);
      if (open) open.updates.push(...updates);
      open = delivery;
      if (delivery.updates.length >= faults.batch || updates[0]?.place === 'body') flush();
      else timer ??= setTimeout(flush, faults.holdMs);
      return delivery;
    },
    flush,
    clear: () => void take(),
  };
}

/** One body is of one object; what is a whole body stands alone. */
function mayShare(open: readonly Update[], added: readonly Update[]): boolean {
  const [first] = added;
  return first?.object === open[0]?.object && first?.place !== 'body';
}
