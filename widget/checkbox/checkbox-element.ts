import type { Kit } from '../kit.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { CHECKBOX } from '../texts/english.ts';
import { createCheckboxBaseElement } from './checkbox-base-element.ts';
import { checkboxStyles } from './checkbox-styles.ts';

/**
 * Makes `<messenger-checkbox>`: in a form, asks whether the visitor wants messages in Messenger. It is never ticked by anything
 * but the visitor: there is no `checked` attribute, nothing restores a tick, and it cannot be required.
 *
 * A form with the tick carries the element's `user_ref` under its `name`. Once the form was sent, the link inside becomes the way
 * on: on a page that stays it appears, from a page that is being left it opens in a new tab. Where Meta's own plugin took the
 * box's place (attribute `plugin`, allowed by the server, agreed to by the visitor, loaded by the first tick), the opt-in is
 * confirmed there instead. A page that sends forms by script alone, without `submit`, calls `confirm()`.
 *
 * To keep the page from moving when the script arrives, keep its room in the page's own style sheet (68 pixels where
 * the words take two lines):
 *
 * ```css
 * messenger-checkbox:not(:defined) { display: block; min-height: 44px; }
 * ```
 *
 * @slot - The link, `<a href="https://m.me/PAGE?ref=CODE">`; without the script it is there all the time.
 * @slot label - What the visitor agrees to, in the site's own words.
 * @attr {string} entry - The entry point's key.
 * @attr {string} name - The name of the value in the form.
 * @attr {string} data-ref - What this element stands for on the site, such as an order; told with the arrival.
 * @attr {string} user-ref - The value in the form; without it one is made up for each element that is put on a page.
 * @attr {string} user-token - The visitor's token, signed by the site's back end; it serves one visit.
 * @attr {string} user-token-url - Address on this page's origin that answers a token.
 * @attr {boolean} plugin - Meta's own checkbox may take its place.
 * @attr {boolean} disabled - As with every field.
 * @attr {boolean} sent - Set by the element: the form was sent with the tick.
 * @attr {string} state - Set by the element, for styling: `idle`, `waiting`, `arrived`, `linked` or `failed`.
 * @fires change - The visitor ticked the box, or took the tick back.
 * @fires messenger-open - The visitor opened the link, or confirmed the plugin's opt-in. `detail`: entry, ref.
 * @fires messenger-arrived - The server says the visitor arrived. `detail`: entry.
 * @fires messenger-linked - The server says the visitor's account is linked. `detail`: entry.
 * @fires messenger-error - For the developer. `detail`: entry, code, message.
 * @fires messenger-consent - Whoever listens says whether something of Meta's may be loaded. `detail`: entry, answer().
 * @csspart box - The box.
 * @csspart label - The words beside it.
 * @csspart status - The line below.
 * @csspart question - What is asked before an account is connected, in the place of that line.
 * @csspart number - The number to choose in Messenger.
 * @csspart answer - The two buttons that answer for the visitor.
 * @cssproperty --messenger-accent - Colour of the tick and of the link (`#2b5fd9`).
 * @cssproperty --messenger-on-accent - Colour of the link's label (`#fff`).
 * @cssproperty --messenger-radius - Corner radius of the link (`8px`).
 * @cssproperty --messenger-font - Font families (`system-ui, sans-serif`).
 * @cssproperty --messenger-font-size - Size of its text (`16px`).
 * @cssproperty --messenger-height - Least height of the link (`44px`).
 * @cssproperty --messenger-padding - Space above and below its label (`9px`).
 * @cssproperty --messenger-border - Colour of its border (`transparent`).
 * @cssproperty --messenger-focus - Colour of the ring around what has the focus (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-info - Colour of the status line's sign (`#2b5fd9`, in the dark `#8db1ff`).
 * @cssproperty --messenger-success - Its colour once an account is linked (`#14804a`, in the dark `#5fd394`).
 * @cssproperty --messenger-danger - Its colour where something was refused (`#b3401c`, in the dark `#ff9d7a`).
 */
export function createCheckboxElement(kit: Kit) {
  const { html, nothing } = kit;
  const CheckboxBaseElement = createCheckboxBaseElement(kit);
  const speaker = createSpeaker(kit, 'checkbox', CHECKBOX);

  return class MessengerCheckboxElement extends CheckboxBaseElement {
    static override styles = checkboxStyles(kit);
    static override shadowRootOptions: ShadowRootInit = {
      ...CheckboxBaseElement.shadowRootOptions,
      delegatesFocus: true,
    };

    formDisabledCallback(isDisabled: boolean): void {
      this.isDisabled = isDisabled;
    }

    override render(): unknown {
      const { lang, text } = speaker.now(this);
      return html`${this.metas || this.sent ? nothing : this.#box()}<slot @slotchange=${this.prepareLink}></slot
        ><span class="said" role="status" lang=${lang}>${this.sent && this.state === 'idle' ? text.next : ''}</span
        >${this.renderStatus()}`;
    }

    #box(): unknown {
      const { lang, dir, text } = speaker.now(this);
      return html`<label
        ><input type="checkbox" part="box" .checked=${this.checked} ?disabled=${this.isDisabled} @change=${this.#changed} /><span
          part="label" lang=${lang} dir=${dir}><slot name="label">${text.agree}</slot></span></label
      >`;
    }

    override updated(): void {
      this.prepareLink();
    }

    protected override prepareLink(): void {
      super.prepareLink();
      const { lang, text } = speaker.now(this);
      if (this.isNameless) this.say(text.next, lang);
    }

    #changed(event: Event): void {
      this.tick((event.target as HTMLInputElement).checked);
    }
  };
}

/** `<messenger-checkbox>`, once its part is loaded. */
export type MessengerCheckboxElement = InstanceType<ReturnType<typeof createCheckboxElement>>;
