const LONGEST = 60;
/** An accent more or less makes no other sign; a heap of them covers its neighbours. */
const LONGEST_SIGN = 8;
/** Controls, bidi marks, private signs and whatever else is there without being seen; blanks are told apart before. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const BLANKS = /[\p{Z}\s]+/gu;
/** Marks of being official, as pictures. */
const BADGES = /[\u2611\u2713\u2714\u2705\u{1F510}\u{1F512}\u{1F5F8}\u{1F6E1}]/u;
const ADDRESS = /:\/\/|www\.|@|[\p{L}\p{N}]\.\p{L}{2,}/u;
const OFFICE =
  /\b(support|admin\w*|verified|verify|official|service|help ?desk|security|team|staff|moderator|system|bot|customer|facebook|messenger|meta|kundendienst|kundenservice|offiziell|verifiziert|soporte|oficial|assistance|officiel|assistenza|ufficiale|suporte|klantenservice|pomoc|oficjalny)\b/u;
const OFFICE_ELSEWHERE = /サポート|公式|認証|管理|客服|官方|认证|دعم|رسمي|موثق|תמיכה|רשמי|מאומת/u;
/** Signs that are drawn like a Latin letter. */
const TWINS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['aаαɑ', 'bв', 'cс', 'dԁ', 'eеε3', 'hн', 'iіιı1l|!', 'jј', 'kкκ', 'mм', 'nո', 'oоο0', 'pрρ', 'sѕ5$', 'tтτ7'],
    ['uυ', 'vν', 'xх', 'yу'],
  ]
    .flat()
    .flatMap(([latin = '', ...twins]) => twins.map((twin) => [twin, latin])),
);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A person's name as the site may show it beside words of its own; empty where there is none. Of a name that could be taken
 * for the site's, for an office or for an address only the first letter is told.
 */
export function describePerson(name: string | null, siteName: string): string {
  const signs = signsOf(name ?? '');
  const shown = signs.slice(0, LONGEST).join('').trim();
  const first = signs.find((sign) => /[\p{L}\p{N}]/u.test(sign));
  if (first === undefined) return '';
  return imitates(shown, siteName) ? `${first.toUpperCase()}.` : shown;
}

function signsOf(name: string): string[] {
  const seen = name.normalize('NFKC').replace(BLANKS, ' ').replace(UNSEEN, '').trim();
  return [...segmenter.segment(seen)].map(({ segment }) =>
    segment.length <= LONGEST_SIGN ? segment : String.fromCodePoint(segment.codePointAt(0) ?? 0),
  );
}

function imitates(shown: string, siteName: string): boolean {
  const plain = unaccented(shown);
  if (ADDRESS.test(plain) || BADGES.test(shown) || OFFICE_ELSEWHERE.test(shown)) return true;
  if (OFFICE.test(plain) || OFFICE.test(plain.replace(/[^ -~]/gu, (sign) => TWINS[sign] ?? sign))) return true;
  const site = bare(siteName);
  return site.length > 2 && bare(shown).includes(site);
}

function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What is read of a name: `S h o p.` and `Ѕh0p` are `shop`. */
function bare(text: string): string {
  return [...unaccented(text).replace(/[^\p{L}\p{N}$|!]/gu, '')].map((sign) => TWINS[sign] ?? sign).join('');
}
