/** Gathers things until there are enough of them, or nobody wants to wait any longer. */
export interface Collector<T> {
  /** Takes one; `size` and `holdMs` are those of the moment. */
  add(item: T, size: number, holdMs: number): void;
  /** Hands over what is there. */
  flush(): void;
  /** Forgets what is there. */
  clear(): void;
}

/** A collector that hands full groups to `release`. */
export function createCollector<T>(release: (items: T[]) => void): Collector<T> {
  let items: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  const clear = (): T[] => {
    clearTimeout(timer);
    timer = undefined;
    return items.splice(0);
  };
  const flush = (): void => {
    const taken = clear();
    if (taken.length > 0) release(taken);
  };
  return {
    add: (item, size, holdMs) => {
      items.push(item);
      if (items.length >= size) return flush();
      timer ??= setTimeout(flush, holdMs);
    },
    flush,
    clear: () => {
      clear();
      items = [];
    },
  };
}
