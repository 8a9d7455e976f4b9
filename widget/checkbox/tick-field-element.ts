import { mintVisitRef } from '../entry/mint-visit-ref.ts';
import type { Kit } from '../kit.ts';

/** Makes a field of a form that holds a `user_ref` while it is ticked, and that only the visitor can tick. */
export function createTickFieldElement({ EntryElement }: Pick<Kit, 'EntryElement'>) {
  return class TickFieldElement extends EntryElement {
    static readonly formAssociated = true;

    declare userRef: string | undefined;

    readonly #internals = this.attachInternals();
    #isTicked = false;

    override connectedCallback(): void {
      super.connectedCallback();
      this.userRef ||= mintVisitRef('u');
    }

    /** Whether the visitor has ticked it. Nobody else can. */
    get checked(): boolean {
      return this.#isTicked;
    }

    formResetCallback(): void {
      this.tick(false);
    }

    /** Firefox puts back what the form would have carried before it was loaded again: a tick is given anew or not at all. */
    formStateRestoreCallback(): void {
      this.tick(false);
    }

    override logout(): void {
      super.logout();
      this.formResetCallback();
    }

    /** The visitor ticked the box, or took the tick back. */
    protected tick(isTicked: boolean): void {
      const isNews = this.#isTicked !== isTicked;
      this.#isTicked = isTicked;
      this.#internals.setFormValue(isTicked ? (this.userRef ?? null) : null);
      this.requestUpdate();
      if (isNews) this.dispatchEvent(new Event('change', { bubbles: true }));
    }
  };
}
