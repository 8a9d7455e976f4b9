import { type LanguageCode, toLanguage } from '../../../../shared/language.ts';

/** The first language of an Accept-Language header that there are texts in; null when there is none. */
export function chooseLanguage(header: string | undefined): LanguageCode | null {
  const wanted = (header ?? '').slice(0, 500).split(',').map(readWish);
  const likedBest = wanted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
  for (const { tag } of likedBest) {
    const language = toLanguage(tag);
    if (language) return language;
  }
  return null;
}

function readWish(part: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
  const given = parameters.find((each) => each.startsWith('q='))?.slice(2);
  const weight = given === undefined ? 1 : Number(given);
  return { tag, weight: Number.isFinite(weight) ? weight : 0 };
}
