import { expect } from 'vitest';

/** Whether somebody got what they had no right to. */
export type Outcome = 'succeeded' | 'refused';

/** One attack, from its beginning to what came of it, in a world with people, sites and a platform. */
export type Attack<World> = (world: World) => Promise<Outcome>;

/** Expects the attack to be refused, and to succeed once its defence is gone: else it is no test of that defence. */
export async function expectRefused<World>(
  world: World,
  attack: Attack<World>,
  without: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  expect(await attack(world)).toBe('refused');
  await without(async () => expect(await attack(world)).toBe('succeeded'));
}

/** Runs work while the defences of these names are switched off. */
export function withoutDefence(off: Set<string>, ...names: readonly string[]) {
  return async (work: () => Promise<void>): Promise<void> => {
    for (const name of names) off.add(name);
    try {
      await work();
    } finally {
      for (const name of names) off.delete(name);
    }
  };
}
