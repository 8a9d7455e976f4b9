import type { Kit } from '../kit.ts';
import type { ShownPlugin } from '../plugin/show-plugin.ts';
import { goOnAfter } from './go-on-after.ts';
import { confirmMetas, swapForMetas } from './swap-for-metas.ts';
import { createTickFieldElement } from './tick-field-element.ts';

const PROPERTIES = {
  userRef: { attribute: 'user-ref' },
  sent: { type: Boolean, reflect: true },
  isDisabled: { attribute: false },
};

/** Makes what `<messenger-checkbox>` does, without what it shows: what was ticked goes on when its form is sent. */
export function createCheckboxBaseElement(kit: Kit) {
  const TickFieldElement = createTickFieldElement(kit);
  return class CheckboxBaseElement extends TickFieldElement {
    static override properties = { ...kit.EntryElement.properties, ...PROPERTIES };

    declare sent: boolean;
    declare isDisabled: boolean;
    /** Meta's own box, where it has taken the place of ours. */
    metas: ShownPlugin | undefined;

    readonly #heedForm = goOnAfter(this);
    #hasTried = false;

    formAssociatedCallback(form: HTMLFormElement | null): void {
      this.#heedForm(form);
    }

    override formResetCallback(): void {
      this.sent = false;
      super.formResetCallback();
    }

    /** The form was sent: what the visitor agreed to goes on. Without the tick nothing happens. */
    confirm(): void {
      if (!this.checked || this.sent) return;
      if (this.metas) confirmMetas(this, this.metas);
      else this.sent = true;
    }

    protected override tick(isTicked: boolean): void {
      super.tick(isTicked);
      if (!isTicked || this.#hasTried || !this.hasAttribute('plugin')) return;
      this.#hasTried = true;
      void swapForMetas(kit.loadPart, this, (ticked) => this.tick(ticked));
    }
  };
}

/** What `<messenger-checkbox>` does. */
export type CheckboxBaseElement = InstanceType<ReturnType<typeof createCheckboxBaseElement>>;
