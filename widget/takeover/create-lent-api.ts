interface OldGlobals {
  FB?: unknown;
  fbAsyncInit?: unknown;
}

/** The global names that Meta's script has on a page, lent for as long as that script is not there. */
export interface LentApi {
  /** Lends them, unless Meta's script is there or on its way; calls `fbAsyncInit`, now and whenever the page sets another. */
  lend(): void;
  /** Gives them back where Meta's script has come: it finds the page as if this had never been. */
  yield(): void;
}

/** `/en_US/sdk.js` and its variants, wherever they come from; not the pixel, which is another script of the same host. */
const METAS_SCRIPT = /\/[a-z]{2,3}_[A-Z]{2,3}\/(sdk|all)\b/;

/** Makes the lender of an `FB`. */
export function createLentApi(api: object): LentApi {
  const page = window as OldGlobals;
  let waiting: unknown;

  function call(init: unknown): void {
    if (typeof init !== 'function') return;
    try {
      init();
    } catch (error) {
      reportError(error);
    }
  }

  return {
    lend() {
      if (page.FB || hasMetasScript()) return;
      page.FB = api;
      waiting = page.fbAsyncInit;
      Object.defineProperty(page, 'fbAsyncInit', {
        configurable: true,
        enumerable: true,
        get: () => waiting,
        set(init: unknown) {
          waiting = init;
          // Where a framework had removed the name meanwhile, it means to begin anew.
          setTimeout(() => {
            if (init !== waiting || hasMetasScript()) return;
            page.FB ??= api;
            call(init);
          });
        },
      });
      call(waiting);
    },
    yield() {
      if (!hasMetasScript()) return;
      if (page.FB === api) delete page.FB;
      if (Object.getOwnPropertyDescriptor(page, 'fbAsyncInit')?.get) {
        Object.defineProperty(page, 'fbAsyncInit', {
          configurable: true,
          enumerable: true,
          writable: true,
          value: waiting,
        });
      }
    },
  };
}

function hasMetasScript(): boolean {
  return [...document.scripts].some(({ src }) => METAS_SCRIPT.test(src));
}
