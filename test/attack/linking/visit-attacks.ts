import { LINK_CODE_ALPHABET } from '../../../shared/link-code.ts';
import type { CodeWorld } from '../../linking/codes/code-world.ts';
import type { Visit } from '../../linking/linking-world.ts';
import { pemOf, PAIRS } from '../../sites/key-server.ts';
import { signWith } from '../../sites/sign-with.ts';
import { mintRef, registerVisit, type Shop, signUserToken } from '../../support/server.ts';
import type { Attack, Outcome } from './attack.ts';

type VisitAttack = Attack<CodeWorld>;

/** Mallory clicks on the shop as herself and sends the link to somebody else, who opens it and sees no number anywhere. */
export const forwardLink: VisitAttack = async (world) => {
  const [shop, victim] = [await world.shop('match'), world.newPerson()];
  await world.begin(shop, victim, 'mallory');
  await world.type(victim, 'Hello?');
  return await isTied(world, victim, 'mallory');
};

/** Mallory puts the answer into the link as well (m.me's `text=`): whoever opens it and presses send has typed it. */
export const forwardAnswer: VisitAttack = async (world) => {
  const [shop, victim] = [await world.shop('confirm-in-thread'), world.newPerson()];
  await world.begin(shop, victim, 'mallory');
  await world.type(victim, 'Connect');
  return await isTied(world, victim, 'mallory');
};

/** The same where a number is asked for: Mallory sees it on her page and puts it into a second link. */
export const forwardNumber: VisitAttack = async (world) => {
  const [shop, victim] = [await world.shop('match'), world.newPerson()];
  const visit = await world.begin(shop, victim, 'mallory');
  const { question } = await world.status(visit);
  if (question?.kind !== 'match') throw new Error('No number is shown.');
  await world.type(victim, String(question.number));
  return await isTied(world, victim, 'mallory');
};

/** The same as the first, with a ref that its owner has clicked and Mallory has registered before them, in her own name. */
export const registerFirst: VisitAttack = async (world) => {
  const [shop, victim] = [await world.shop('match'), world.newPerson()];
  const own = await world.visit(shop, 'mallory');
  const { status } = await registerVisit(world.server, shop, { ref: own.ref, userToken: await tokenOf(world, shop) });
  if (status !== 409) throw new Error(`A ref was registered twice: ${status}.`);
  await world.arrive(victim, own);
  return await isTied(world, victim, 'mallory');
};

/** Somebody's link is leaked, or their screen photographed; Mallory opens it first and tries one number after the other. */
export const tryAllNumbers: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('match'), world.newPerson()];
  const visit = await world.begin(shop, mallory);
  const { right, choices } = await world.numbers(mallory, visit);
  const wrong = choices.filter((choice) => choice !== right);
  for (const number of [...wrong, right]) await world.answer(mallory, String(number));
  return await isTied(world, mallory, 'ada');
};

/** Mallory has her own link opened by somebody, and answers their question from her own thread. */
export const answerForOthers: VisitAttack = async (world) => {
  const [shop, victim, mallory] = [await world.shop('confirm-in-thread'), world.newPerson(), world.newPerson()];
  await world.begin(shop, victim, 'mallory');
  await world.type(mallory, 'Hello');
  const replies = (await world.said(victim)).flatMap(({ quickReplies = [] }) => quickReplies);
  await world.tap(mallory, replies.find(({ payload }) => payload.endsWith(':connect'))?.payload ?? '');
  return await isTied(world, victim, 'mallory');
};

/** A link that did its work for its owner is opened by Mallory. */
export const shareLink: VisitAttack = async (world) => {
  const [shop, owner, mallory] = [await world.shop('direct'), world.newPerson(), world.newPerson()];
  const visit = await world.begin(shop, owner);
  await world.arrive(mallory, visit);
  if ((await isTied(world, owner, 'ada')) === 'refused') throw new Error('The owner was not connected.');
  return await isTied(world, mallory, 'ada');
};

/** Mallory finds a link that nobody opened, a quarter of an hour later. */
export const openLate: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('direct'), world.newPerson()];
  const visit = await world.visit(shop);
  const { clock, server } = world.server;
  const timestamp = clock.now().getTime() + server.ctx.settings.identityLifetimeMs + 1000;
  await world.arrive(mallory, visit, { timestamp });
  return await isTied(world, mallory, 'ada');
};

/** Mallory has a user token of somebody that was used, and uses it for a visit of her own. */
export const replayToken: VisitAttack = async (world) => {
  const shop = await world.shop('match');
  const userToken = await tokenOf(world, shop);
  const first = await registerVisit(world.server, shop, { userToken });
  if (first.body.identity.status !== 'accepted') throw new Error('The owner was refused.');
  return await proveBy(world, shop, userToken);
};

/** The shop's public key is public: Mallory takes it for a secret and signs with it. */
export const confuseKeys: VisitAttack = async (world) => {
  const shop = await world.shop('match');
  const key = { kid: 'r', alg: 'RS256', key: pemOf(PAIRS.RS256) };
  await world.server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens: { keys: [key] } } });
  const at = world.server.clock.now().getTime();
  return await proveBy(world, shop, signWith(shop, { alg: 'HS256', kid: 'r' }, key.key, { sub: 'ada' }, at));
};

/** Mallory opens somebody's leaked link and asks for their number with the secret of a visit of her own. */
export const readOthersNumber: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('match'), world.newPerson()];
  const own = await world.visit(shop, 'mallory');
  const leaked = await world.begin(shop, mallory);
  const { question } = await world.status({ ...leaked, watchSecret: own.watchSecret });
  if (question?.kind === 'match') await world.answer(mallory, String(question.number));
  return await isTied(world, mallory, 'ada');
};

/** Mallory lets somebody into the account who came by her leaked link, in the name of the visit's owner. */
export const confirmForOthers: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('confirm-on-site'), world.newPerson()];
  const own = await world.visit(shop, 'mallory');
  const leaked = await world.begin(shop, mallory);
  await world.confirm({ id: leaked.id, watchSecret: own.watchSecret }, 'connect');
  return await isTied(world, mallory, 'ada');
};

/** Mallory types codes until one is somebody's: the sixth is. */
export const guessCodes: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('match'), world.newPerson()];
  const { code } = await world.code(shop);
  for (let tries = 0; tries < 5; tries++) await world.type(mallory, randomCode());
  await world.type(mallory, code);
  return (await world.texts(mallory)).at(-1)?.startsWith('Connect this chat') ? 'succeeded' : 'refused';
};

/** Mallory has talked somebody out of their code and agrees to everything in her thread. */
export const phishCode: VisitAttack = async (world) => {
  const [shop, mallory] = [await world.shop('match'), world.newPerson()];
  const { code } = await world.code(shop);
  await world.type(mallory, code);
  await world.answer(mallory, 'connect');
  return await isTied(world, mallory, 'ada');
};

/** Mallory gets somebody to type a code of her own account, and agrees to everything on the site. */
export const plantCode: VisitAttack = async (world) => {
  const [shop, victim] = [await world.shop('match'), world.newPerson()];
  const own = await world.code(shop, 'mallory');
  await world.type(victim, own.code);
  await world.confirm(own, 'connect');
  return await isTied(world, victim, 'mallory');
};

/** A visit for an account with this token, opened and answered in Mallory's own thread. */
async function proveBy(world: CodeWorld, shop: Shop, userToken: string): Promise<Outcome> {
  const mallory = world.newPerson();
  const ref = mintRef(shop.code);
  const visit: Visit = (await registerVisit(world.server, shop, { ref, userToken })).body;
  await world.arrive(mallory, { ...visit, ref });
  const { question } = await world.status(visit);
  if (question?.kind === 'match') await world.answer(mallory, String(question.number));
  return await isTied(world, mallory, 'ada');
}

async function tokenOf(world: CodeWorld, shop: Shop, sub = 'ada'): Promise<string> {
  return await signUserToken(shop, { sub, exp: Math.floor(world.server.clock.now().getTime() / 1000) + 300 });
}

async function isTied(world: CodeWorld, psid: string, account: string): Promise<Outcome> {
  const links = await world.links(psid);
  return links.some(({ siteUserId }) => siteUserId === account) ? 'succeeded' : 'refused';
}

function randomCode(): string {
  const sign = (): string => LINK_CODE_ALPHABET[Math.floor(Math.random() * LINK_CODE_ALPHABET.length)] ?? '';
  return `K${Array.from({ length: 7 }, sign).join('')}`;
}
