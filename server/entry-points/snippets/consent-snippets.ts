import type { Snippet } from '../../../shared/api/entry-points.ts';

/** One consent manager: how its documented API says yes, as an expression that is true, or a promise of true, only then. */
interface ConsentManager {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** What the site's developer has to know about it. */
  readonly note: string;
}

const MANAGERS: readonly ConsentManager[] = [
  {
    id: 'cookiebot',
    title: 'Cookiebot',
    says: 'window.Cookiebot?.consent?.marketing === true',
    note: 'Its category for marketing (https://www.cookiebot.com/en/developer/).',
  },
  {
    id: 'onetrust',
    title: 'OneTrust',
    says: `(window.OnetrustActiveGroups ?? '').split(',').includes('C0004')`,
    note: 'C0004 is its category for targeting, unless the site has others; social media is C0005 (https://developer.onetrust.com/onetrust/docs/javascript-events-guide).',
  },
  {
    id: 'usercentrics',
    title: 'Usercentrics',
    says: `window.__ucCmp?.getConsentDetails().then(({ services }) => services['SERVICE']?.consent?.given === true) ?? false`,
    note: 'Version 3. SERVICE is the template id of the data processing service for Meta in its admin interface (https://docs.usercentrics.com).',
  },
  {
    id: 'didomi',
    title: 'Didomi',
    says: `window.Didomi?.getCurrentUserStatus().vendors['VENDOR']?.enabled === true`,
    note: 'VENDOR is the id of Meta among the vendors of the notice (https://developers.didomi.io/cmp/web-sdk/reference/api).',
  },
  {
    id: 'klaro',
    title: 'Klaro',
    says: `window.klaro?.getManager().getConsent('SERVICE') === true`,
    note: 'SERVICE is the name of the service in klaroConfig (https://klaro.org/docs/api/js_api).',
  },
  {
    id: 'google-consent-mode',
    title: 'Google Consent Mode',
    says: `Array.from(window.dataLayer ?? []).findLast((said) => said[0] === 'consent' && said[1] === 'update' && said[2].ad_storage)?.[2].ad_storage === 'granted'`,
    note: "For pages that call gtag('consent', 'update', ...) themselves: it has no call that answers. Templates of a tag manager tell it past the data layer; then take the recipe of the manager behind it (https://developers.google.com/tag-platform/security/guides/consent).",
  },
  {
    id: 'tcf',
    title: 'any manager that speaks TCF 2',
    says: `new Promise((answer) => {
    if (!window.__tcfapi) return answer(false);
    window.__tcfapi('addEventListener', 2, (data, isDone) => {
      if (isDone && data.eventStatus === 'cmpuishown') return;
      if (isDone) window.__tcfapi('removeEventListener', 2, () => {}, data.listenerId);
      answer(isDone && [1, 3, 4].every((purpose) => data.purpose.consents[purpose] === true));
    });
  })`,
    note: 'Purposes 1 (store), 3 and 4 (personalised advertising). Meta is no vendor of that list: whether its purposes are enough is for the site to judge. While its dialog is open the answer waits (https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework).',
  },
];

const NOT_RUN = 'Written by the documentation and tried against a stand-in of that API, not against the real script.';

/** The answer to the question for consent: in general, and for the consent managers that are common. */
export const consentSnippets: readonly Snippet[] = [
  {
    id: 'consent',
    title: 'Consent to Meta’s own plugin',
    language: 'javascript',
    code: answerWith(
      `YOUR_CONSENT_MANAGER.allows('marketing')`,
      "true or false, or a promise of it; without an answer nothing of Meta's loads and the link opens.",
    ),
    note: 'The attribute plugin alone loads nothing: the visitor acts on this very element, consent is asked for, the server allows it at that moment. The policy of the page, if it has one, needs what Meta names for its SDK.',
  },
  ...MANAGERS.map(({ id, title, says, note }) => ({
    id: `consent-${id}`,
    title: `The same with ${title}`,
    language: 'javascript' as const,
    code: answerWith(says),
    note: `${note} ${NOT_RUN}`,
  })),
];

function answerWith(says: string, remark?: string): string {
  const comment = remark ? `  // ${remark}\n` : '';
  return `addEventListener('messenger-consent', (event) => {\n${comment}  event.detail.answer(${says});\n});`;
}
