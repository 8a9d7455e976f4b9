import type { LinkCode } from '../../shared/link-code.ts';
import type { Kit } from '../kit.ts';
import { createRareSpeaker } from '../texts/create-rare-speaker.ts';
import { chatCodeStyles } from './chat-code-styles.ts';
import type { ChatCodeTexts } from './chat-code-texts.ts';
import { ENGLISH } from './chat-code-texts.ts';
import { createChatCodeBase } from './create-chat-code-base.ts';

/** Makes the element that offers a code below an entry point, and shows it. */
export function createChatCode(kit: Kit) {
  const { html, nothing } = kit;
  const ChatCodeBaseElement = createChatCodeBase(kit);
  const speak = createRareSpeaker(kit, 'chatCode', ENGLISH);

  return class ChatCodeElement extends ChatCodeBaseElement {
    static override styles = chatCodeStyles(kit);

    override render(): unknown {
      const { lang, dir, text } = speak(this, this.owner ?? this);
      return html`<div lang=${lang} dir=${dir} role="status">${this.code ? this.#shown(this.code, text, lang) : nothing}${
        this.problem ? html`<p class="problem">${text.failed}</p>` : nothing
      }</div>${this.code ? nothing : this.#offer(text, lang)}`;
    }

    #offer(text: ChatCodeTexts, lang: string): unknown {
      return html`<button type="button" class="offer" part="chat-code-offer" lang=${lang} aria-disabled=${Boolean(this.isBusy)} @click=${() => this.ask()}
        >${text.offer}</button>`;
    }

    /** Read sign by sign, since it is no word; what shows it is no second line that announces itself within the first. */
    #shown({ code }: LinkCode, text: ChatCodeTexts, lang: string): unknown {
      const time = new Date(this.until).toLocaleTimeString(lang, { timeStyle: 'short' });
      return html`<p>${text.send}</p><div class="code"><span class="signs" part="chat-code" role="img" translate="no" dir="ltr" aria-label=${[...code].join(' ')}>${code}</span
        ><button type="button" part="chat-code-copy" @click=${() => this.copy(code)}>${this.isCopied ? '✓ ' : ''}${text.copy}</button></div
        ><p>${text.until.replace('{time}', time)}</p>`;
    }
  };
}
