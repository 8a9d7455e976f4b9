import type { EntryPointPlugin } from '../../shared/visit.ts';
import type { LanguageCode } from '../texts/languages.ts';
import type { MetaSdk } from './meta-sdk.ts';
import { PluginFailed, type PluginFailedOptions } from './plugin-failed.ts';

const LOOK_EVERY_MS = 50;
const SCRIPT_ID = 'facebook-jssdk';
/** Where ours comes from is the server's to say; a page may have put Meta's there itself. */
const METAS_SCRIPT = /\/[a-z]{2,3}_[A-Z]{2,3}\/sdk\b/;

const TRUSTED_TYPES =
  'This page asks for Trusted Types, which Meta’s script does not know: leave `plugin` out here, or the directive require-trusted-types-for.';

const LOCALES: Readonly<Record<LanguageCode, string>> = {
  en: 'en_US',
  de: 'de_DE',
  fr: 'fr_FR',
  es: 'es_ES',
  pt: 'pt_PT',
  it: 'it_IT',
  nl: 'nl_NL',
  pl: 'pl_PL',
  ja: 'ja_JP',
  zh: 'zh_CN',
  ar: 'ar_AR',
  he: 'he_IL',
};

/**
 * Answers Meta's script once it is there: the page's own, or one that is added now.
 * @throws {PluginFailed} `sdk_blocked`
 */
export async function loadSdk(plugin: EntryPointPlugin, language: LanguageCode, stop: AbortSignal): Promise<MetaSdk> {
  const isOurs = ![...document.scripts].some(({ src }) => METAS_SCRIPT.test(src));
  const isBlocked = isOurs ? addScript(`${plugin.sdkUrl}/${LOCALES[language]}/sdk.js`) : new Promise<never>(() => {});
  // Whoever had lent its names to the page gives them back before anything else runs.
  await Promise.resolve();
  const sdk = await Promise.race([appears(stop), isBlocked]);
  if (isOurs) sdk.init({ appId: plugin.appId, version: plugin.version, xfbml: false });
  return sdk;
}

/** Rejects when it cannot be loaded; a script that failed is taken away, so that a later try is a new one. */
function addScript(src: string): Promise<never> {
  return new Promise((_, reject) => {
    const script = document.createElement('script');
    const fail = (options?: PluginFailedOptions) => {
      script.remove();
      reject(new PluginFailed('sdk_blocked', options));
    };
    script.id = SCRIPT_ID;
    script.async = true;
    script.crossOrigin = 'anonymous';
    script.addEventListener('error', () => fail());
    try {
      script.src = src;
      document.head.append(script);
    } catch {
      // A page under Trusted Types takes no address from a script it did not name.
      fail({ fix: TRUSTED_TYPES });
    }
  });
}

async function appears(stop: AbortSignal): Promise<MetaSdk> {
  while (!stop.aborted) {
    const { FB } = window as { readonly FB?: Partial<MetaSdk> };
    if (FB?.init && FB.Event && FB.XFBML) return FB as MetaSdk;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new PluginFailed('sdk_blocked');
}
