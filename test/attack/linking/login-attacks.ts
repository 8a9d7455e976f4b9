import { newTab, type ShownPage, type Tab } from '../../linking/login/link-tab.ts';
import type { LoginWorld, Person } from '../../linking/login/login-world.ts';
import type { Attack, Outcome } from './attack.ts';

type LoginAttack = Attack<LoginWorld>;

/** Mallory forwards the address that her phone opened; somebody logs in there and agrees, as if it were theirs. */
export const forwardLogIn: LoginAttack = async (world) => {
  const mallory = await world.newPerson('Mallory');
  const { back, number } = await world.goThrough(mallory);
  await bring(world, mallory, codeOf(back));
  return await guessNumber(world, mallory, number);
};

/** The same with the link to the page for computers. */
export const forwardWebLink: LoginAttack = async (world) => {
  const mallory = await world.newPerson('Mallory');
  const victim = newTab(world.url);
  const page = await victim.open(await world.webLink(mallory));
  const { number } = await world.connect(victim, await world.logIn(victim, page));
  return await guessNumber(world, mallory, number);
};

/** Mallory begins a log-in and has somebody who is signed in at the shop finish it, by the address of the shop's login. */
export const finishByOthers: LoginAttack = async (world) => {
  const { tab, page } = await world.open(await world.newPerson('Mallory'));
  const victim = newTab(world.url);
  const returned = await victim.sendFromElsewhere('/link/return', await world.leave(tab, page));
  const proven = await victim.open(returned.goesTo ?? '');
  const shown = proven.location === null ? proven : await victim.open(proven.location);
  return shown.forms.some(({ action }) => action === '/link/connect') ? 'succeeded' : 'refused';
};

/**
 * Somebody stands before the decision and hesitates; a page of Mallory's, who has the session's address, sends the form for
 * them. Their browser is old: it sends the cookie along, and does not say where the form came from.
 */
export const forgeConsent: LoginAttack = async (world) => {
  const { tab, decision } = await decide(world);
  const sent = await tab.send(decision, '/link/connect', { proof: 'guessed' });
  return sent.status === 303 ? 'succeeded' : 'refused';
};

/** The address of somebody's log-in is changed so that it ends at Mallory's, with the code. */
export const leadAstray: LoginAttack = async (world) => {
  const url = new URL(await world.tapLogIn(await world.newPerson()));
  const token = url.searchParams.get('account_linking_token') ?? '';
  const astray = `https://evil.example/messenger_platform/account_linking/?account_linking_token=${token}`;
  url.searchParams.set('redirect_uri', astray);
  const tab = newTab(world.url);
  const page = await tab.open(url.href);
  if (page.status !== 200) return 'refused';
  const { page: after } = await world.connect(tab, await world.logIn(tab, page));
  const onward = after.goesTo ?? /href="(\/link\/session\/[^"]*\/back)"/.exec(after.html)?.[1] ?? '';
  const { location } = await tab.open(onward);
  return location?.startsWith('https://evil.example/') && codeOf(location) !== '' ? 'succeeded' : 'refused';
};

/** A code that did its work comes again, after the person has disconnected. */
export const replayCode: LoginAttack = async (world) => {
  const person = await world.newPerson();
  const code = codeOf((await world.goThrough(person)).back);
  await bring(world, person, code);
  const [link] = await world.links(person);
  if (!link) throw new Error('The person was not connected.');
  await world.server.api('DELETE', `/v1/account-links/${link.id}`);
  await world.server.settle();
  await bring(world, person, code, 5);
  return (await world.links(person)).length > 0 ? 'succeeded' : 'refused';
};

/** Mallory has a code that was made for somebody else, and brings it in her own thread, and in theirs with another Page. */
export const bringOthersCode =
  (taken: { psid: string }): LoginAttack =>
  async (world) => {
    const [owner, mallory] = [await world.newPerson(), await world.newPerson('Mallory')];
    taken.psid = mallory.psid;
    const code = codeOf((await world.goThrough(owner)).back);
    const pageId = (await world.sim.control.state()).pages[1]?.id ?? '';
    await bring({ ...world, pageId }, owner, code);
    await bring(world, mallory, code);
    const path = `/v1/account-links?psid=${owner.psid}`;
    if ((await world.server.api('GET', path)).body.data.length > 0) throw new Error('The owner was connected.');
    return (await world.links(mallory)).length > 0 ? 'succeeded' : 'refused';
  };

/** Somebody on the page of the decision. */
export async function decide(world: LoginWorld): Promise<{ person: Person; tab: Tab; decision: ShownPage }> {
  const person = await world.newPerson();
  const { tab, page } = await world.open(person);
  return { person, tab, decision: await world.logIn(tab, page) };
}

/** Mallory, who does not see the page, is asked for its number, if at all. */
async function guessNumber(world: LoginWorld, mallory: Person, number: string | null): Promise<Outcome> {
  if (number !== null) {
    const question = await world.question(mallory);
    const wrong = question.answers.find(({ title }) => /^\d\d$/.test(title) && title !== number);
    await world.answer(mallory, question, wrong?.title ?? '');
  }
  await world.server.settle();
  return (await world.links(mallory)).length > 0 ? 'succeeded' : 'refused';
}

/** Messenger says that this person came back with this code. */
async function bring(world: LoginWorld, person: Person, code: string, later = 0): Promise<void> {
  const status = await world.server.deliver({
    sender: { id: person.psid },
    recipient: { id: world.pageId },
    timestamp: Date.now() + later,
    account_linking: { status: 'linked', authorization_code: code },
  });
  if (status !== 200) throw new Error(`The delivery was answered ${status}.`);
  await world.server.settle();
}

function codeOf(address: string): string {
  return new URL(address).searchParams.get('authorization_code') ?? '';
}
