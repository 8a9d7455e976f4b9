import type { Random } from '../../base/random.ts';
import { platformId } from './platform-id.ts';
import type { Person, World } from './world.ts';

/** What the control API may say about a new person; the rest is made up. */
export interface NewPerson {
  readonly name: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly locale?: string | undefined;
  readonly timezone?: number | undefined;
  readonly device?: Person['device'] | undefined;
}

/** Adds a person with a fresh app-scoped id for every app and a fresh page-scoped id for every Page. */
export function addPerson(world: World, random: Random, input: NewPerson): Person {
  const [first = input.name, ...rest] = input.name.split(' ');
  const taken = new Set(
    world.people.flatMap((one) => [one.asid, ...Object.values(one.asids), ...Object.values(one.psids)]),
  );
  const person: Person = {
    id: freeId(world, input.name, random),
    name: input.name,
    firstName: input.firstName ?? first,
    lastName: input.lastName ?? rest.join(' '),
    locale: input.locale ?? 'en_GB',
    timezone: input.timezone ?? 0,
    device: input.device ?? 'phone',
    asid: freshId(taken, random),
    psids: Object.fromEntries(world.pages.map((page) => [page.id, freshId(taken, random)])),
    asids: Object.fromEntries(world.moreApps.map((app) => [app.id, freshId(taken, random)])),
  };
  world.people.push(person);
  return person;
}

function freshId(taken: Set<string>, random: Random): string {
  let id = platformId(random);
  while (taken.has(id)) id = platformId(random);
  taken.add(id);
  return id;
}

/** The first name in lower case, with a number when somebody already has it. */
function freeId(world: World, name: string, random: Random): string {
  const word = /^[a-z]+/.exec(name.toLowerCase())?.[0] ?? random.id('person');
  for (let n = 1; ; n++) {
    const id = n === 1 ? word : `${word}-${n}`;
    if (!world.people.some((one) => one.id === id)) return id;
  }
}
