const MARK = '***';
const LONGEST_LABEL = 60;
/** A flag or a skin tone takes a few units; a letter under a heap of accents takes hundreds. */
const LONGEST_SIGN = 8;
/** An account id shorter than this would be told whole by its end. */
const SHORTEST_TOLD_ID = 8;

/** Controls, bidi marks, blanks and whatever else takes a place without being seen. */
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Only plain ASCII domains: no letters that look like others. */
const EMAIL = /^([^\s@]+)@((?:[a-z0-9-]+\.)+[a-z0-9-]+)$/i;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The name of an account as it may be shown to whoever holds the device or the thread: enough for its owner to know it by,
 * never enough to say something of its own. Whatever a site lets people call themselves ends here.
 * @param claims of the verified user token: `email`, else `preferred_username`, else `name`, else the id's end
 */
export function maskAccount(claims: Readonly<Record<string, unknown>>, siteUserId: string): string {
  return (
    maskEmail(claims['email']) ??
    maskName(claims['preferred_username']) ??
    maskName(claims['name']) ??
    maskId(siteUserId)
  );
}

function maskEmail(email: unknown): string | null {
  if (typeof email !== 'string') return null;
  const [, local = '', domain = ''] = EMAIL.exec(email.trim()) ?? [];
  const [first] = signsOf(local);
  const label = `${first ?? ''}${MARK}@${domain.toLowerCase()}`;
  // Cut, it would name another domain.
  return first && label.length <= LONGEST_LABEL ? label : null;
}

function maskName(name: unknown): string | null {
  const [first] = typeof name === 'string' ? signsOf(name) : [];
  return first ? first + MARK : null;
}

function maskId(siteUserId: string): string {
  const signs = signsOf(siteUserId);
  return MARK + (signs.length < SHORTEST_TOLD_ID ? '' : signs.slice(-2).join(''));
}

/** What a person sees as single signs. Compatibility forms are taken apart first: some hold a whole sentence in one. */
function signsOf(text: string): string[] {
  const seen = text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/^\p{M}+/u, '');
  return [...segmenter.segment(seen)].map(({ segment }) => bare(segment));
}

function bare(sign: string): string {
  return sign.length <= LONGEST_SIGN ? sign : String.fromCodePoint(sign.codePointAt(0) ?? 0);
}
