import { DEFAULT_LINKING } from '../../../shared/api/site-settings.ts';

/** What a person may want of a site's account. */
export type WishKind = 'login' | 'logout';

/** What people type in the other languages, one to a line, at sites that have chosen no words of their own. */
const OTHER_LANGUAGES: Readonly<Record<WishKind, readonly string[]>> = {
  login: [
    'anmelden|einloggen|verbinden',
    'se connecter|connexion|connecter',
    'iniciar sesión|iniciar sesion|conectar',
    'entrar|iniciar sessão|iniciar sessao|fazer login',
    'accedi|accesso|collega',
    'inloggen|aanmelden|verbind',
    'zaloguj|zaloguj się|zaloguj sie|połącz|polacz',
    'ログイン|接続',
    '登录|登陆|连接',
    'تسجيل الدخول|دخول|ربط',
    'התחברות|התחבר|התחברי|כניסה',
  ],
  logout: [
    'abmelden|ausloggen|trennen',
    'se déconnecter|se deconnecter|déconnexion|deconnexion|déconnecter|deconnecter',
    'cerrar sesión|cerrar sesion|desconectar',
    'sair|terminar sessão|terminar sessao|encerrar sessão|fazer logout',
    'esci|disconnetti|scollega',
    'uitloggen|afmelden|verbinding verbreken',
    'wyloguj|wyloguj się|wyloguj sie|rozłącz|rozlacz',
    'ログアウト|接続解除',
    '退出登录|登出|断开连接',
    'تسجيل الخروج|خروج|إلغاء الربط',
    'התנתקות|התנתק|התנתקי|יציאה',
  ],
};

/** The words that count at a site: its own, and while those are the ones it began with, those of all languages. */
export function wordsFor(kind: WishKind, own: readonly string[]): ReadonlySet<string> {
  const isUnchanged = JSON.stringify(own) === JSON.stringify(DEFAULT_LINKING.keywords[kind]);
  return isUnchanged ? EVERYWHERE[kind] : new Set(own.map(foldWords));
}

/** Words as they are compared: case, width, punctuation and spaces around make no difference. */
export function foldWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{C}\p{Z}\p{P}\s]+/gu, ' ')
    .trim();
}

const EVERYWHERE: Readonly<Record<WishKind, ReadonlySet<string>>> = {
  login: everywhere('login'),
  logout: everywhere('logout'),
};

function everywhere(kind: WishKind): ReadonlySet<string> {
  const others = OTHER_LANGUAGES[kind].flatMap((words) => words.split('|'));
  return new Set([...DEFAULT_LINKING.keywords[kind], ...others].map(foldWords));
}
