/** A test that shows what becomes of an attack: its file below test/, its title as it stands there, and the row of its table. */
export interface Shown {
  readonly file: string;
  readonly title: string;
  readonly row?: string;
  /** The defence without which the same attack succeeds, where the test shows that too. */
  readonly without?: string;
}

const VISITS = 'attack/linking/visits.test.ts';
const LOG_IN = 'attack/linking/log-in.test.ts';
const ADDRESSES = 'attack/linking/addresses.test.ts';
const NUMBERS = 'attack/linking/numbers.test.ts';
const LOG_IN_MORE = 'linking/login/log-in-attacks.test.ts';
const POLICIES = 'linking/policies.test.ts';
const GUESSING = 'linking/codes/guessing.test.ts';

const token = (row: string): Shown => ({ file: 'sites/user-token.test.ts', title: 'refuse %s', row });
const astray = (row: string): Shown => ({ file: 'linking/login/check-redirect-uri.test.ts', title: 'is not %s', row });

const ONE_TRY: Shown = {
  file: VISITS,
  title: 'a link that was leaked or photographed gives one try at the number',
  without: 'one try',
};
const OTHER_KEYS: Shown = {
  file: 'sites/public-keys.test.ts',
  title: 'are never taken for a secret, nor one key for another',
};
const EDITED: Shown = {
  file: ADDRESSES,
  title: 'a ref is worth nothing once it is edited: not with the code of an easier entry point, nor with other letters',
};
const SAME_404: Shown = {
  file: 'refs/watch-visit.test.ts',
  title: 'answers the same 404 to a wrong secret, to none, and for a visit that does not exist',
};
const SHUT_PAGES: Shown = {
  file: LOG_IN_MORE,
  title: 'no page is framed, kept, told of to others or given a script, whatever it says',
};
const BOUND_CODE: Shown = {
  file: LOG_IN,
  title: 'a code is worth nothing in another thread or on another Page',
  without: 'the thread in its row',
};

/** Attacks on visits, refs and what is asked about them. */
const ON_VISITS = {
  'a forged ref': [EDITED],
  'a guessed ref': [
    EDITED,
    { file: ADDRESSES, title: 'nobody learns of a visit by trying: its id, its ref and its registration tell nothing' },
  ],
  'an expired ref': [
    { file: VISITS, title: 'a link that is found later proves nobody', without: 'the lifetime of its identity' },
    {
      file: 'refs/ref-lifetimes.test.ts',
      title: 'ties no account when the person comes after fifteen minutes, and keeps the context',
    },
  ],
  'a replayed ref': [
    {
      file: 'account-links/account-links.test.ts',
      title: 'do not come about by a later tap on a spent link: not after an unlink, a refusal, or a change of policy',
    },
  ],
  'a shared ref': [
    { file: VISITS, title: 'a link that was shared has one owner', without: 'one person per ref' },
    {
      file: 'refs/redeem-ref.test.ts',
      title: 'says of a refused arrival why, where it came from, and names no account',
    },
  ],
  'a leaked ref': [
    ONE_TRY,
    {
      file: POLICIES,
      title: 'confirm-on-site: only the holder of the visit sees the name and lets the person in, once',
    },
  ],
  'a photographed ref': [ONE_TRY],
  'a forwarded ref': [
    { file: VISITS, title: 'a link that was forwarded ties nobody who sees no number', without: 'the question' },
  ],
  'a ref that somebody else registers': [
    {
      file: VISITS,
      title: 'a ref that somebody else registered first ties its owner to nobody',
      without: 'the question',
    },
    { file: 'refs/register-visit.test.ts', title: 'registers a ref once' },
    { file: 'refs/register-visit.test.ts', title: 'refuses a ref that begins with the code of another entry point' },
  ],
  'two redemptions that race': [
    { file: 'refs/redeem-ref.test.ts', title: 'gives the identity to exactly one of fifty people who arrive at once' },
    {
      file: 'linking/attempts.test.ts',
      title: 'of two threads racing for one visit belongs to the first, the other is refused',
    },
  ],
  'two accounts that race for one thread': [
    {
      file: 'linking/attempts.test.ts',
      title: 'of two accounts racing for one thread leaves one question, and ties the account that was answered',
    },
    {
      file: 'account-links/link-account.test.ts',
      title: 'ends with one account and a history that adds up, however two accounts race for a thread',
    },
  ],
  'any order of the steps of two people and two accounts': [
    {
      file: 'linking/any-order.test.ts',
      title: 'in any order tie no thread to an account that did not prove itself for it',
    },
  ],
  'an answer of somebody else': [
    {
      file: VISITS,
      title: 'a question is answered by the thread that was asked, whoever knows its payload',
      without: "the question's own thread",
    },
  ],
  'the PSID of another Page': [
    {
      file: POLICIES,
      title: 'nobody else answers: not another person, not the Page, not in standby, not on another Page',
    },
    BOUND_CODE,
  ],
  'guessing numbers': [
    ONE_TRY,
    {
      file: NUMBERS,
      title: 'a number is guessed once in eight times, and no place among the choices is likelier than another',
    },
    { file: NUMBERS, title: 'a number that a page shows is not told from the others by questions that came after it' },
  ],
  'enumerating visits': [
    { file: ADDRESSES, title: 'nobody learns of a visit by trying: its id, its ref and its registration tell nothing' },
    SAME_404,
  ],
  "reading another visit's stream": [
    SAME_404,
    {
      file: VISITS,
      title: 'the secret of one visit shows no number of another',
      without: "the compare of the visit's secret",
    },
    {
      file: VISITS,
      title: 'the secret of one visit lets nobody into the account of another',
      without: "the compare of the visit's secret",
    },
  ],
} as const satisfies Record<string, readonly Shown[]>;

/** Attacks on the proof of the site's user. */
const ON_TOKENS = {
  'a token with a wrong aud': [
    token('a token for another audience'),
    token('a token without audience'),
    token('a token that is for somebody else too'),
  ],
  'a token with a wrong alg': [token('a token with a longer hash'), token('a token signed with RS256')],
  'a token with a wrong kid': [
    OTHER_KEYS,
    {
      file: 'sites/public-keys.test.ts',
      title: 'check RS256, ES256 and EdDSA, given as PEM or as JWK, beside the secrets',
    },
  ],
  'a token with a wrong typ': [token('a token of another type'), token('a token that brings its key')],
  'a token with a wrong exp': [
    token('an expired token'),
    token('a token without exp'),
    token('a token that lives longer than ten minutes'),
  ],
  'a token that was used': [
    {
      file: VISITS,
      title: 'a user token that was used is worth nothing to whoever finds it',
      without: 'the used tokens',
    },
    { file: 'sites/user-token.test.ts', title: 'serve one visit only, also when two ask at once' },
  ],
  'a token for another purpose': [token('a token that was made for signing in')],
  'key confusion': [{ file: VISITS, title: 'a public key signs for nobody', without: 'the kinds of keys' }, OTHER_KEYS],
  'alg none': [token('a token with alg none'), OTHER_KEYS],
  'a short secret': [
    {
      file: 'sites/user-token-secrets.test.ts',
      title: 'may be one that the back end has already, of 32 bytes or more',
    },
  ],
  'a swapped JWKS': [
    { file: 'sites/jwks.test.ts', title: 'do not come from an address that was changed while it was asked' },
    { file: 'sites/jwks.test.ts', title: 'are never secrets, and those of an address before count no more' },
    { file: 'sites/jwks.test.ts', title: 'uses neither of two keys that could be meant by one name' },
  ],
} as const satisfies Record<string, readonly Shown[]>;

/** Attacks on logging in, on codes, and on pages. */
const ON_LOGINS = {
  'a forwarded linking address': [
    {
      file: LOG_IN,
      title: 'a Log In address that was forwarded needs the number in its own thread',
      without: 'the number, which a site may switch off',
    },
    { file: LOG_IN, title: 'a web link that was forwarded needs the number, also where the site does without it' },
  ],
  'login CSRF': [
    { file: LOG_IN, title: 'a login is finished in the browser in which it began', without: "the session's cookie" },
    {
      file: LOG_IN_MORE,
      title: 'a login that comes back in a browser with a session of its own is not taken for either',
    },
    {
      file: 'linking/login/oidc.test.ts',
      title: 'does not take a code that was given for another session, nor a refusal, nor a wrong issuer',
    },
  ],
  'CSRF on the confirm page': [
    {
      file: LOG_IN,
      title: 'nobody consents by a form of another site, also in a browser that sends it whole',
      without: "the form's proof; the cookie and the origin are gone already",
    },
    {
      file: LOG_IN_MORE,
      title: 'a page’s address is nothing without its browser’s cookie, and its form nothing without its own proof',
    },
  ],
  clickjacking: [SHUT_PAGES],
  'open redirect': [
    { file: LOG_IN, title: 'a code leaves for Messenger alone', without: 'the allow-list' },
    { file: LOG_IN_MORE, title: 'a way back that is not Messenger’s is never gone to, nor is anything shown' },
    astray('a user name that looks like the host'),
    astray('a backslash before the host'),
    astray('letters that look alike'),
  ],
  'a replayed code': [
    {
      file: LOG_IN,
      title: 'a code that came once is worth nothing, in the row and in the statement that spends it',
      without: 'both checks that it counts once',
    },
    { file: LOG_IN_MORE, title: 'a code that comes twice at once asks once, and one that is old ties nothing' },
  ],
  'a code for another Page or person': [BOUND_CODE],
  'guessing chat codes': [
    { file: VISITS, title: 'codes are not guessed: five are looked at, then none', without: 'the pause' },
    { file: GUESSING, title: 'by a crowd closes the Page for codes; what is long over is forgotten' },
    {
      file: GUESSING,
      title:
        'gets the same words and takes the same steps for a code that is unknown, expired, used, or another Page’s',
    },
  ],
  'code phishing': [
    {
      file: VISITS,
      title: 'a code that somebody was talked out of needs their page as well',
      without: "the page's side of the question",
    },
    {
      file: VISITS,
      title: 'a code that somebody was talked into needs their thread as well',
      without: "the thread's side of the question",
    },
  ],
  'host-header poisoning': [
    { file: ADDRESSES, title: 'no answer repeats the host that a request names, whoever keeps it' },
    { file: LOG_IN_MORE, title: 'a host that a request names is not where people are sent' },
  ],
  'cache poisoning': [
    { file: ADDRESSES, title: 'what caches keep is the same for every origin, or says that it is not' },
  ],
  'referrer leaks': [
    { file: ADDRESSES, title: "a visit's secret counts in its header alone: in an address it would be told to others" },
    {
      file: 'entry-points/go-link.test.ts',
      title: 'leads to the Page with the campaign ref, and is neither kept nor tells where it was',
    },
    SHUT_PAGES,
  ],
  'a profile name that imitates the shop': [
    { file: LOG_IN_MORE, title: 'a profile that calls itself the shop is told by its first letter alone' },
  ],
  'timing of secret compares': [
    {
      file: 'architecture/secret-compares.test.ts',
      title: 'no secret is compared so that its time tells how much of it was right',
    },
  ],
} as const satisfies Record<string, readonly Shown[]>;

/** Every attack on linking that is known, and the tests that show what becomes of it. */
export const ATTACKS: Readonly<Record<string, readonly Shown[]>> = { ...ON_VISITS, ...ON_TOKENS, ...ON_LOGINS };
