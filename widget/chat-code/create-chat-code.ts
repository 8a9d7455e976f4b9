import type { LinkCode } from '../../shared/link-code.ts';
import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import { languageOf } from '../texts/language-of.ts';
import type { LanguageCode } from '../texts/languages.ts';
import { directionOf } from '../texts/languages.ts';
import { chatCodeStyles } from './chat-code-styles.ts';
import type { ChatCodeTexts } from './chat-code-texts.ts';
import { ENGLISH } from './chat-code-texts.ts';
import { createChatCodeBase } from './create-chat-code-base.ts';

type Translations = Part & Pick<typeof import('../parts/chat-code-texts.ts'), 'texts'>;

let translations: Translations['texts'] | undefined;

/** Makes the element that offers a code below an entry point, and shows it. */
export function createChatCode(kit: Kit) {
  const { html, nothing } = kit;
  const ChatCodeBaseElement = createChatCodeBase(kit);

  return class ChatCodeElement extends ChatCodeBaseElement {
    static override styles = chatCodeStyles(kit);

    override render(): unknown {
      const { lang, text } = this.#speech();
      return html`<div lang=${lang} dir=${directionOf(lang)} role="status">${this.code ? this.#shown(this.code, text, lang) : nothing}${
        this.problem ? html`<p class="problem">${text.failed}</p>` : nothing
      }</div>${this.code ? nothing : this.#offer(text, lang)}`;
    }

    /** In English until the other language is there, and where it cannot be fetched. */
    #speech(): { readonly lang: LanguageCode; readonly text: ChatCodeTexts } {
      const lang = languageOf(this.owner ?? this);
      if (lang === 'en') return { lang, text: ENGLISH };
      if (translations) return { lang, text: translations[lang] };
      void loadTranslations(kit).then(() => translations && this.requestUpdate());
      return { lang: 'en', text: ENGLISH };
    }

    #offer(text: ChatCodeTexts, lang: string): unknown {
      return html`<button type="button" lang=${lang} aria-disabled=${Boolean(this.isBusy)} @click=${() => this.ask()}
        >${text.offer}</button>`;
    }

    /** Read sign by sign, since it is no word. */
    #shown({ code }: LinkCode, text: ChatCodeTexts, lang: string): unknown {
      const time = new Date(this.until).toLocaleTimeString(lang, { timeStyle: 'short' });
      return html`<p>${text.send}</p><div class="code"><output translate="no" dir="ltr" aria-label=${[...code].join(' ')}>${code}</output
        ><button type="button" @click=${() => this.copy(code)}>${this.isCopied ? '✓ ' : ''}${text.copy}</button></div
        ><p>${text.until.replace('{time}', time)}</p>`;
    }
  };
}

async function loadTranslations(kit: Kit): Promise<void> {
  translations = (await kit.loadPart<Translations>('chat-code-texts').catch(() => undefined))?.texts;
}
