import { mintVisitRef } from '../entry/mint-visit-ref.ts';
import type { Kit } from '../kit.ts';
import type { ShownPlugin } from '../plugin/show-plugin.ts';
import { goOnAfter } from './go-on-after.ts';
import { confirmMetas, swapForMetas } from './swap-for-metas.ts';

const PROPERTIES = {
  userRef: { attribute: 'user-ref' },
  sent: { type: Boolean, reflect: true },
  isDisabled: { attribute: false },
};

/** Makes what `<messenger-checkbox>` does, without what it shows: a field of a form that only the visitor can tick. */
export function createCheckboxBaseElement({ EntryElement, loadPart }: Kit) {
  return class CheckboxBaseElement extends EntryElement {
    static readonly formAssociated = true;
    static override properties = { ...EntryElement.properties, ...PROPERTIES };

    declare userRef: string | undefined;
    declare sent: boolean;
    declare isDisabled: boolean;
    /** Meta's own box, where it has taken the place of ours. */
    metas: ShownPlugin | undefined;

    readonly #internals = this.attachInternals();
    readonly #heedForm = goOnAfter(this);
    #isTicked = false;
    #hasTried = false;

    override connectedCallback(): void {
      super.connectedCallback();
      this.userRef ||= mintVisitRef('u');
    }

    /** Whether the visitor has ticked it. Nobody else can. */
    get checked(): boolean {
      return this.#isTicked;
    }

    formAssociatedCallback(form: HTMLFormElement | null): void {
      this.#heedForm(form);
    }

    formResetCallback(): void {
      this.sent = false;
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

    /** The form was sent: what the visitor agreed to goes on. Without the tick nothing happens. */
    confirm(): void {
      if (!this.checked || this.sent) return;
      if (this.metas) confirmMetas(this, this.metas);
      else this.sent = true;
    }

    /** The visitor ticked the box, or took the tick back. */
    protected tick(isTicked: boolean): void {
      const isNews = this.#isTicked !== isTicked;
      this.#isTicked = isTicked;
      this.#internals.setFormValue(isTicked ? (this.userRef ?? null) : null);
      this.requestUpdate();
      if (isNews) this.dispatchEvent(new Event('change', { bubbles: true }));
      if (!isTicked || this.#hasTried || !this.hasAttribute('plugin')) return;
      this.#hasTried = true;
      void swapForMetas(loadPart, this, (ticked) => this.tick(ticked));
    }
  };
}

/** What `<messenger-checkbox>` does. */
export type CheckboxBaseElement = InstanceType<ReturnType<typeof createCheckboxBaseElement>>;
