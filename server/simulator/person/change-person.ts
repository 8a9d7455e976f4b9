import type { Simulator } from '../simulator.ts';
import type { Person } from '../state/world.ts';

/** What can be changed about somebody and their phone; what is left out stays. */
export interface PersonChange {
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly locale?: string | undefined;
  readonly timezone?: number | undefined;
  readonly device?: Person['device'] | undefined;
}

/** The languages the chat page offers for a phone: as the platform writes them. */
export const LOCALES = [
  'en_GB',
  'en_US',
  'de_DE',
  'fr_FR',
  'es_ES',
  'pt_BR',
  'it_IT',
  'nl_NL',
  'pl_PL',
  'ja_JP',
  'zh_CN',
  'ar_AR',
  'he_IL',
] as const;

/** Changes a person's profile or phone: nobody is told, whoever asks for the profile sees it. */
export function changePerson(sim: Simulator, person: Person, change: PersonChange): Person {
  Object.assign(person, Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)));
  sim.store.changed();
  return person;
}
