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

const shown = (file: string, title: string, without?: string): Shown => ({
  file,
  title,
  ...(without ? { without } : {}),
});
const token = (row: string): Shown => ({ file: 'sites/user-token.test.ts', title: 'refuse %s', row });
const astray = (row: string): Shown => ({ file: 'linking/login/check-redirect-uri.test.ts', title: 'is not %s', row });

const ONE_TRY = shown(VISITS, 'a link that was leaked or photographed gives one try at the number', 'one try');
const OTHER_KEYS = shown('sites/public-keys.test.ts', 'are never taken for a secret, nor one key for another');
const EDITED = shown(
  ADDRESSES,
  'a ref is worth nothing once it is edited: not with the code of an easier entry point, nor with other letters',
);
const SAME_404 = shown(
  'refs/watch-visit.test.ts',
  'answers the same 404 to a wrong secret, to none, and for a visit that does not exist',
);
const SHUT_PAGES = shown(LOG_IN_MORE, 'no page is framed, kept, told of to others or given a script, whatever it says');
const BOUND_CODE = shown(
  LOG_IN,
  'a code is worth nothing in another thread or on another Page',
  'the thread in its row',
);

/** Attacks on visits, refs and what is asked about them. */
const ON_VISITS = {
  'a forged ref': [EDITED],
  'a guessed ref': [
    EDITED,
    shown(ADDRESSES, 'nobody learns of a visit by trying: its id, its ref and its registration tell nothing'),
  ],
  'an expired ref': [
    shown(VISITS, 'a link that is found later proves nobody', 'the lifetime of its identity'),
    shown(
      'refs/ref-lifetimes.test.ts',
      'ties no account when the person comes after fifteen minutes, and keeps the context',
    ),
  ],
  'a replayed ref': [
    shown(
      'account-links/account-links.test.ts',
      'do not come about by a later tap on a spent link: not after an unlink, a refusal, or a change of policy',
    ),
  ],
  'a shared ref': [
    shown(VISITS, 'a link that was shared has one owner', 'one person per ref'),
    shown('refs/redeem-ref.test.ts', 'says of a refused arrival why, where it came from, and names no account'),
  ],
  'a leaked ref': [
    ONE_TRY,
    shown(POLICIES, 'confirm-on-site: only the holder of the visit sees the name and lets the person in, once'),
  ],
  'a photographed ref': [ONE_TRY],
  'a forwarded ref': [shown(VISITS, 'a link that was forwarded ties nobody who sees no number', 'the question')],
  'a link that brings its own answer': [
    shown(VISITS, 'a link that brings its own answer ties nobody who does not tap', 'that taps alone agree'),
    shown(
      VISITS,
      'a link that brings the number of its question ties nobody who does not tap',
      'that taps alone agree',
    ),
    shown(
      'linking/asking-again.test.ts',
      'takes words on its buttons for itself while it is on its way: they are no keyword, and ask nothing twice',
    ),
  ],
  'a ref that somebody else registers': [
    shown(VISITS, 'a ref that somebody else registered first ties its owner to nobody', 'the question'),
    shown('refs/register-visit.test.ts', 'registers a ref once'),
    shown('refs/register-visit.test.ts', 'refuses a ref that begins with the code of another entry point'),
  ],
  'two redemptions that race': [
    shown('refs/redeem-ref.test.ts', 'gives the identity to exactly one of fifty people who arrive at once'),
    shown('linking/attempts.test.ts', 'of two threads racing for one visit belongs to the first, the other is refused'),
  ],
  'two accounts that race for one thread': [
    shown(
      'linking/attempts.test.ts',
      'of two accounts racing for one thread leaves one question, and ties the account that was answered',
    ),
    shown(
      'account-links/link-account.test.ts',
      'ends with one account and a history that adds up, however two accounts race for a thread',
    ),
  ],
  'any order of the steps of two people and two accounts': [
    shown('linking/any-order.test.ts', 'in any order tie no thread to an account that did not prove itself for it'),
  ],
  'an answer of somebody else': [
    shown(
      VISITS,
      'a question is answered by the thread that was asked, whoever knows its payload',
      "the question's own thread",
    ),
  ],
  'the PSID of another Page': [
    shown(POLICIES, 'nobody else answers: not another person, not the Page, not in standby, not on another Page'),
    BOUND_CODE,
  ],
  'guessing numbers': [
    ONE_TRY,
    shown(NUMBERS, 'a number is guessed once in eight times, and no place among the choices is likelier than another'),
    shown(NUMBERS, 'a number that a page shows is not told from the others by questions that came after it'),
  ],
  'enumerating visits': [
    shown(ADDRESSES, 'nobody learns of a visit by trying: its id, its ref and its registration tell nothing'),
    SAME_404,
  ],
  "reading another visit's stream": [
    SAME_404,
    shown(VISITS, 'the secret of one visit shows no number of another', "the compare of the visit's secret"),
    shown(
      VISITS,
      'the secret of one visit lets nobody into the account of another',
      "the compare of the visit's secret",
    ),
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
    shown('sites/public-keys.test.ts', 'check RS256, ES256 and EdDSA, given as PEM or as JWK, beside the secrets'),
  ],
  'a token with a wrong typ': [token('a token of another type'), token('a token that brings its key')],
  'a token with a wrong exp': [
    token('an expired token'),
    token('a token without exp'),
    token('a token that lives longer than ten minutes'),
  ],
  'a token that was used': [
    shown(VISITS, 'a user token that was used is worth nothing to whoever finds it', 'the used tokens'),
    shown('sites/user-token.test.ts', 'serve one visit only, also when two ask at once'),
  ],
  'a token for another purpose': [token('a token that was made for signing in')],
  'key confusion': [shown(VISITS, 'a public key signs for nobody', 'the kinds of keys'), OTHER_KEYS],
  'alg none': [token('a token with alg none'), OTHER_KEYS],
  'a short secret': [
    shown('sites/user-token-secrets.test.ts', 'may be one that the back end has already, of 32 bytes or more'),
  ],
  'a swapped JWKS': [
    shown('sites/jwks.test.ts', 'do not come from an address that was changed while it was asked'),
    shown('sites/jwks.test.ts', 'are never secrets, and those of an address before count no more'),
    shown('sites/jwks.test.ts', 'uses neither of two keys that could be meant by one name'),
  ],
} as const satisfies Record<string, readonly Shown[]>;

/** Attacks on logging in, on codes, and on pages. */
const ON_LOGINS = {
  'a forwarded linking address': [
    shown(
      LOG_IN,
      'a Log In address that was forwarded needs the number in its own thread',
      'the number, which a site may switch off',
    ),
    shown(LOG_IN, 'a web link that was forwarded needs the number, also where the site does without it'),
  ],
  'login CSRF': [
    shown(LOG_IN, 'a login is finished in the browser in which it began', "the session's cookie"),
    shown(LOG_IN_MORE, 'a login that comes back in a browser with a session of its own is not taken for either'),
    shown(
      'linking/login/oidc.test.ts',
      'does not take a code that was given for another session, nor a refusal, nor a wrong issuer',
    ),
  ],
  'CSRF on the confirm page': [
    shown(
      LOG_IN,
      'nobody consents by a form of another site, also in a browser that sends it whole',
      "the form's proof; the cookie and the origin are gone already",
    ),
    shown(
      LOG_IN_MORE,
      'a page’s address is nothing without its browser’s cookie, and its form nothing without its own proof',
    ),
  ],
  clickjacking: [SHUT_PAGES],
  'open redirect': [
    shown(LOG_IN, 'a code leaves for Messenger alone', 'the allow-list'),
    shown(LOG_IN_MORE, 'a way back that is not Messenger’s is never gone to, nor is anything shown'),
    astray('a user name that looks like the host'),
    astray('a backslash before the host'),
    astray('letters that look alike'),
  ],
  'a replayed code': [
    shown(
      LOG_IN,
      'a code that came once is worth nothing, in the row and in the statement that spends it',
      'both checks that it counts once',
    ),
    shown(LOG_IN_MORE, 'a code that comes twice at once asks once, and one that is old ties nothing'),
  ],
  'a code for another Page or person': [BOUND_CODE],
  'guessing chat codes': [
    shown(VISITS, 'codes are not guessed: five are looked at, then none', 'the pause'),
    shown(GUESSING, 'by a crowd closes the Page for codes; what is long over is forgotten'),
    shown(
      GUESSING,
      'gets the same words and takes the same steps for a code that is unknown, expired, used, or another Page’s',
    ),
  ],
  'code phishing': [
    shown(VISITS, 'a code that somebody was talked out of needs their page as well', "the page's side of the question"),
    shown(
      VISITS,
      'a code that somebody was talked into needs their thread as well',
      "the thread's side of the question",
    ),
  ],
  'host-header poisoning': [
    shown(ADDRESSES, 'no answer repeats the host that a request names, whoever keeps it'),
    shown(LOG_IN_MORE, 'a host that a request names is not where people are sent'),
  ],
  'cache poisoning': [shown(ADDRESSES, 'what caches keep is the same for every origin, or says that it is not')],
  'referrer leaks': [
    shown(ADDRESSES, "a visit's secret counts in its header alone: in an address it would be told to others"),
    shown(
      'entry-points/go-link.test.ts',
      'leads to the Page with the campaign ref, and is neither kept nor tells where it was',
    ),
    SHUT_PAGES,
  ],
  'a profile name that imitates the shop': [
    shown(LOG_IN_MORE, 'a profile that calls itself the shop is told by its first letter alone'),
  ],
  'timing of secret compares': [
    shown(
      'architecture/secret-compares.test.ts',
      'no secret is compared so that its time tells how much of it was right',
    ),
  ],
} as const satisfies Record<string, readonly Shown[]>;

/** Every attack on linking that is known, and the tests that show what becomes of it. */
export const ATTACKS: Readonly<Record<string, readonly Shown[]>> = { ...ON_VISITS, ...ON_TOKENS, ...ON_LOGINS };
